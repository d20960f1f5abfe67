package org.bitline.device.reram;

import java.util.Arrays;
import java.util.Optional;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Scales;
import org.bitline.api.tensor.Tensor;
import org.bitline.device.reram.array.WeightRange;
import org.bitline.numerics.Quantiser;

/**
 * A matrix, or part of one, as signed integers.
 *
 * @param bits of a code, sign included
 * @param codes rows × columns, |code| ≤ 2^(bits−1) − 1
 * @param scales one per column of the part: weight = code · scale
 */
record WeightCodes(int rows, int columns, int bits, int[] codes, float[] scales) {

  /** Codes of a part; the scales are the whole matrix's, so that a part has what the whole has. */
  static WeightCodes of(
      Tensor whole, Range rows, Range columns, Optional<Scales> attached, ReramParameters p) {
    int bits = attached.map(Scales::bits).orElse(p.weights().bits());
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
