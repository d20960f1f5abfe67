package org.bitline.device.reram.array;

import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.cell.CellError;

/**
 * An array whose columns are read with one Gaussian each, of the mean Σ x m and the variance Σ x² v
 * of independent cells. Exact in both moments; the shape is a Gaussian's, which a sum of few cells
 * cut at 0 is not quite.
 *
 * @param means rows × columns
 * @param variances rows × columns
 */
record ColumnNoiseArray(int columns, double[] means, double[] variances, ReadKeys keys)
    implements AnalogArray {

  static ColumnNoiseArray of(
      int columns, double[] siemens, CellError.ClosedForm error, double maxSiemens, ReadKeys keys) {
    double[] means = new double[siemens.length];
    double[] variances = new double[siemens.length];
    for (int i = 0; i < means.length; i++) {
      CellError.Moments moments = error.moments(siemens[i]);
      means[i] = moments.mean() / maxSiemens;
      variances[i] = moments.variance() / (maxSiemens * maxSiemens);
    }
    return new ColumnNoiseArray(columns, means, variances, keys);
  }

  /** A pair whose currents are subtracted: means subtract, variances add. */
  ColumnNoiseArray less(ColumnNoiseArray negative) {
    double[] difference = means.clone();
    double[] sum = variances.clone();
    for (int i = 0; i < sum.length; i++) {
      difference[i] -= negative.means[i];
      sum[i] += negative.variances[i];
    }
    return new ColumnNoiseArray(columns, difference, sum, keys);
  }

  @Override
  public void read(double[] x, double[] out, RandomStream noise) {
    DenseArray.product(x, means, columns, out);
    double[] squares = new double[x.length];
    for (int r = 0; r < squares.length; r++) {
      squares[r] = x[r] * x[r];
    }
    double[] variance = new double[columns];
    DenseArray.product(squares, variances, columns, variance);
    add(noise, keys, variance, out);
  }

  /** Adds a Gaussian of its variance to each column. */
  static void add(RandomStream noise, ReadKeys keys, double[] variance, double[] out) {
    int columns = variance.length;
    float[] normal = new float[columns];
    noise.gaussians(keys.firstColumn(), normal, keys.unit(), columns - keys.unit());
    noise.at("unit").gaussians(keys.firstColumn(), normal, 0, keys.unit());
    for (int c = 0; c < columns; c++) {
      out[c] += Math.sqrt(variance[c]) * normal[c];
    }
  }
}
