package org.bitline.device.reram;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.Functions;
import org.bitline.numerics.MatrixKernels;
import org.bitline.numerics.PackedMatrix;

/**
 * A programmed matrix as one product and one Gaussian a result; an approximation, never the device.
 *
 * <p>Cells are those of the exact model, drawn one by one and frozen; their weighted sum has the
 * mean and variance of its cells. Of a read, a result's variance is Σ_r (Σ_p w_p² d_rp²) v_r, v the
 * weighted variances of a weight's cells, w_p and d_rp weight and digit of plane p: exact. A
 * conversion that rounds adds LSB²/12 times its squared weights, which supposes sums that are
 * spread over more than an LSB and all steps to be driven. Clipping is not computed but counted, as
 * its probability for independent digits that are not 0 half of the time. A unit column's noise,
 * which all columns of an array share, is taken as each column's own.
 */
final class StatisticalProduct implements Programmed {

  /** Probability of a digit that is not 0, as in {@link ReramDevice}'s assumed density. */
  private static final double DENSITY = 0.5;

  private final Geometry geometry;
  private final Layout layout;
  private final Crossbar crossbar;
  private final float[] scales;
  private final MatrixKernels dense;
  private final CrossbarKernels kernels;
  private final PackedMatrix means;
  private final PackedMatrix variances;
  private final double rounding;
  private final double clipped;

  StatisticalProduct(
      Geometry geometry,
      CellStore cells,
      float[] scales,
      MatrixKernels dense,
      CrossbarKernels kernels) {
    this.kernels = kernels;
    this.geometry = geometry;
    this.layout = cells.layout();
    this.crossbar = layout.crossbar();
    this.scales = scales;
    this.dense = dense;
    this.means = dense.pack(weighted(cells, false), layout.rows(), layout.columns());
    this.variances =
        crossbar.design().noisy()
            ? dense.pack(weighted(cells, true), layout.rows(), layout.columns())
            : new PackedMatrix(0, 0, new float[0][]);
    this.rounding = rounding(cells);
    this.clipped = crossbar.open() ? 0 : clipped(cells);
  }

  private static float[] weighted(CellStore cells, boolean variance) {
    Layout layout = cells.layout();
    List<Crossbar.Part> parts = layout.crossbar().parts();
    float[] out = new float[layout.rows() * layout.columns()];
    for (int i = 0; i < out.length; i++) {
      int row = i / layout.columns();
      int column = i % layout.columns();
      double sum = 0;
      for (int part = 0; part < parts.size(); part++) {
        double weight = parts.get(part).weight();
        sum +=
            variance
                ? weight * weight * cells.variance(row, column, part)
                : weight * cells.difference(row, column, part);
      }
      out[i] = (float) sum;
    }
    return out;
  }

  /** Variance of a result from roundings, in LSB². */
  private double rounding(CellStore cells) {
    double blocks = 0;
    for (int block = 0; block < layout.blocks() && !crossbar.open(); block++) {
      // Sums of whole LSB have nothing to round; noise spreads them between codes.
      blocks += crossbar.design().noisy() || !cells.whole(block) ? 1 : 0;
    }
    double weights = 0;
    for (Crossbar.Part part : crossbar.parts()) {
      weights += (double) part.weight() * part.weight();
    }
    double columns = layout.unitTiles() > 0 ? 2 : 1;
    return blocks * weights * squares() * columns / 12;
  }

  /** Σ_p w_p². */
  private double squares() {
    return (StrictMath.scalb(1.0, 2 * crossbar.design().input().steps()) - 1) / 3;
  }

  /** The share of conversions that clip. */
  private double clipped(CellStore cells) {
    boolean signed = crossbar.design().input().drivesNegative();
    double low = crossbar.converter().lowest() - 0.5 - crossbar.converter().shift();
    double high = crossbar.converter().highest() + 0.5 - crossbar.converter().shift();
    double sum = 0;
    for (int column = 0; column < layout.columns(); column++) {
      for (int block = 0; block < layout.blocks(); block++) {
        for (int part = 0; part < layout.parts(); part++) {
          double[] moments = cells.moments(column, block, part);
          double mean = signed ? 0 : DENSITY * moments[0];
          double spread = signed ? DENSITY : DENSITY * (1 - DENSITY);
          double sigma = Math.sqrt(spread * moments[1] + DENSITY * moments[2]);
          sum += above(high - mean, sigma) + above(mean - low, sigma);
        }
      }
    }
    return sum / ((double) layout.columns() * layout.blocks() * layout.parts());
  }

  /** Probability that a normal number of mean 0 is above a limit. */
  private static double above(double limit, double sigma) {
    if (sigma == 0) {
      return limit < 0 ? 1 : 0;
    }
    return 0.5 * (1 - Functions.erf(limit / sigma / StrictMath.sqrt(2)));
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(HowComputed.wires(crossbar.design()));
    notes.add(HowComputed.STATISTICAL);
    return notes;
  }

  @Override
  public Geometry geometry() {
    return geometry;
  }

  @Override
  public double clippedShare() {
    return clipped;
  }

  @Override
  public long run(
      InputCodes x, float factor, Block y, int toColumn, IntFunction<RandomStream> streams) {
    int columns = layout.columns();
    int vectors = x.rows().length;
    float[] mean = new float[vectors * columns];
    dense.multiply(floats(x, false), 0, x.size(), vectors, means, mean, 0, columns);
    float[] variance = new float[vectors * columns];
    if (crossbar.design().noisy()) {
      dense.multiply(floats(x, true), 0, x.size(), vectors, variances, variance, 0, columns);
    }
    boolean random = crossbar.design().noisy() || rounding > 0;
    float[] normal = new float[columns];
    for (int v = 0; v < vectors; v++) {
      if (random) {
        RandomStream stream = streams.apply(x.rows()[v]).at("statistical").at(layout.firstRow());
        kernels.faster(stream).gaussians(layout.firstColumn(), normal, 0, columns);
      }
      double scale = crossbar.lsbCodes() * x.scales()[v] * factor;
      double reference = crossbar.reference(x, v);
      int to = x.rows()[v] * y.columns() + toColumn;
      for (int c = 0; c < columns; c++) {
        double noise = Math.sqrt(variance[v * columns + c] + rounding) * normal[c];
        double sum = mean[v * columns + c] - reference + noise;
        y.data()[to + c] = (float) (sum * scale * scales[c]);
      }
    }
    return crossbar.driven(x);
  }

  /** Inputs, or Σ_p w_p² d_p² of their digits. */
  private float[] floats(InputCodes x, boolean squared) {
    float[] in = new float[x.codes().length];
    for (int i = 0; i < in.length; i++) {
      in[i] = squared ? spread(crossbar.digits(x.codes()[i])) : x.codes()[i];
    }
    return in;
  }

  /** Σ_p 4^p bit_p: the bits, each followed by a zero. */
  private static float spread(int bits) {
    long x = bits;
    x = (x | x << 16) & 0x0000FFFF0000FFFFL;
    x = (x | x << 8) & 0x00FF00FF00FF00FFL;
    x = (x | x << 4) & 0x0F0F0F0F0F0F0F0FL;
    x = (x | x << 2) & 0x3333333333333333L;
    x = (x | x << 1) & 0x5555555555555555L;
    return x;
  }
}
