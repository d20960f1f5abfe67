package org.bitline.device.reram.array;

import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.cell.CellError;
import org.bitline.device.reram.wire.EffectiveMatrix;
import org.bitline.device.reram.wire.NoisePaths;
import org.bitline.device.reram.wire.Wires;

/**
 * An array with wires whose columns are read with one Gaussian each: its mean is the effective
 * matrix of the mean conductances, its variance that of {@link NoisePaths}, both to first order in
 * the noise.
 *
 * @param effective rows × columns
 */
record WiredNoiseArray(int columns, double[] effective, NoisePaths paths, ReadKeys keys)
    implements AnalogArray {

  static WiredNoiseArray of(
      int rows,
      int columns,
      double[] siemens,
      CellError.ClosedForm error,
      Wires wires,
      double maxSiemens,
      ReadKeys keys) {
    ColumnNoiseArray cells = ColumnNoiseArray.of(columns, siemens, error, maxSiemens, keys);
    return new WiredNoiseArray(
        columns,
        EffectiveMatrix.of(cells.means(), rows, columns, wires, maxSiemens),
        NoisePaths.of(cells.means(), cells.variances(), rows, columns, wires, maxSiemens),
        keys);
  }

  /** A pair whose currents are subtracted: means subtract, variances add. */
  WiredNoiseArray less(WiredNoiseArray negative) {
    double[] difference = effective.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= negative.effective[i];
    }
    return new WiredNoiseArray(columns, difference, paths.plus(negative.paths), keys);
  }

  @Override
  public void read(double[] x, double[] out, RandomStream noise) {
    DenseArray.product(x, effective, columns, out);
    double[] variance = new double[columns];
    paths.variances(x, variance);
    ColumnNoiseArray.add(noise, keys, variance, out);
  }
}
