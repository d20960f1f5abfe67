package org.bitline.device.reram;

import java.util.Arrays;
import java.util.Optional;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Scales;
import org.bitline.api.tensor.Tensor;
import org.bitline.device.reram.array.ArrayScales;
import org.bitline.device.reram.array.Tiling;
import org.bitline.device.reram.array.WeightRange;
import org.bitline.numerics.Quantiser;

/**
 * A matrix, or part of one, as signed integers.
 *
 * @param bits of a code, sign included
 * @param codes rows × columns, |code| ≤ 2^(bits−1) − 1
 * @param scales one per column of the part: weight = code · scale
 * @param gains what each array's scale is of that, in the order of arrays; empty for 1
 */
record WeightCodes(int rows, int columns, int bits, int[] codes, float[] scales, double[] gains) {

  /** With scales that all arrays share. */
  WeightCodes(int rows, int columns, int bits, int[] codes, float[] scales) {
    this(rows, columns, bits, codes, scales, new double[0]);
  }

  /** Codes of a part; the scales are the whole matrix's, so that a part has what the whole has. */
  static WeightCodes of(
      Tensor whole, Range rows, Range columns, Optional<Scales> attached, ReramParameters p) {
    int bits = attached.map(Scales::bits).orElse(p.weights().bits());
    if (attached.isEmpty() && p.weights().scale() == ReramParameters.Scale.ARRAY) {
      return byArray(whole, rows, columns, p);
    }
    float[] all = attached.map(Scales::perColumn).orElseGet(() -> scales(whole, bits, p.weights()));
    float[] scales = new float[columns.size()];
    for (int c = 0; c < scales.length; c++) {
      scales[c] = all.length == 1 ? all[0] : all[columns.from() + c];
    }
    int largest = Quantiser.largest(bits);
    int[] codes = new int[rows.size() * columns.size()];
    for (int r = 0; r < rows.size(); r++) {
      int from = (rows.from() + r) * whole.columns() + columns.from();
      for (int c = 0; c < scales.length; c++) {
        codes[r * scales.length + c] = Quantiser.code(whole.data()[from + c], scales[c], largest);
      }
    }
    return new WeightCodes(rows.size(), columns.size(), bits, codes, scales);
  }

  /** One scale for what each array holds; a part of a matrix has those of its own arrays. */
  private static WeightCodes byArray(Tensor whole, Range rows, Range columns, ReramParameters p) {
    float[] part = new float[rows.size() * columns.size()];
    for (int r = 0; r < rows.size(); r++) {
      int from = (rows.from() + r) * whole.columns() + columns.from();
      System.arraycopy(whole.data(), from, part, r * columns.size(), columns.size());
    }
    int bits = p.weights().bits();
    int largest = Quantiser.largest(bits);
    Tiling tiling = Designs.of(p, bits, p.input().bits()).tiling();
    ArrayScales arrays = new ArrayScales(tiling, rows.size(), columns.size());
    double[] scales = arrays.largest(part, p.weights().percentile());
    double reference = Arrays.stream(scales).max().orElseThrow() / largest;
    reference = reference > Float.MIN_NORMAL ? (float) reference : 1;
    int[] array = arrays.arrays();
    int[] codes = new int[part.length];
    for (int a = 0; a < scales.length; a++) {
      float scale = (float) (scales[a] / largest);
      scales[a] = scale > Float.MIN_NORMAL ? scale : 1;
    }
    for (int i = 0; i < codes.length; i++) {
      codes[i] = Quantiser.code(part[i], (float) scales[array[i]], largest);
    }
    double[] gains = new double[scales.length];
    for (int a = 0; a < gains.length; a++) {
      gains[a] = scales[a] / reference;
    }
    float[] shared = new float[columns.size()];
    Arrays.fill(shared, (float) reference);
    return new WeightCodes(rows.size(), columns.size(), bits, codes, shared, gains);
  }

  /** The same codes with each column's scale times a factor. */
  WeightCodes times(double[] factors) {
    float[] changed = new float[scales.length];
    for (int c = 0; c < changed.length; c++) {
      changed[c] = (float) (scales[c] * factors[c]);
    }
    return new WeightCodes(rows, columns, bits, codes, changed, gains);
  }

  /** The largest code. */
  int largest() {
    return Quantiser.largest(bits);
  }

  private static float[] scales(Tensor whole, int bits, ReramParameters.Weights weights) {
    if (weights.percentile() < 1) {
      return clipped(whole, bits, weights);
    }
    if (weights.scale() == ReramParameters.Scale.COLUMN) {
      return Quantiser.columnScales(whole, bits);
    }
    float[] one = new float[1];
    Arrays.fill(one, Quantiser.matrixScale(whole, bits));
    return one;
  }

  /** Scales that leave out the weights beyond a quantile: these get the largest code. */
  private static float[] clipped(Tensor whole, int bits, ReramParameters.Weights weights) {
    boolean matrix = weights.scale() == ReramParameters.Scale.MATRIX;
    float[] scales = new float[matrix ? 1 : whole.columns()];
    for (int c = 0; c < scales.length; c++) {
      double[] values = new double[matrix ? whole.data().length : whole.rows()];
      for (int i = 0; i < values.length; i++) {
        values[i] = matrix ? whole.data()[i] : whole.at(i, c);
      }
      float scale =
          (float) (WeightRange.of(values, weights.percentile()) / Quantiser.largest(bits));
      scales[c] = scale > Float.MIN_NORMAL ? scale : 1f;
    }
    return scales;
  }
}
