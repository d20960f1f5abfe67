package org.bitline.device.reram;

import java.util.Optional;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.Weights;

/**
 * Where a part of a matrix begins in the whole, so that its cells err as the whole's.
 *
 * @param wholeColumns columns of the whole
 * @param arrays stream of the arrays' own defects, where what they hold is programmed more than
 *     once
 */
record Place(int row, int column, int wholeColumns, Optional<RandomStream> arrays) {

  /** On arrays whose own defects are drawn with the programming. */
  Place(int row, int column, int wholeColumns) {
    this(row, column, wholeColumns, Optional.empty());
  }

  /** The part's weights in [−1, 1]. */
  Weights of(WeightCodes codes) {
    double[] values = new double[codes.codes().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = codes.codes()[i] / (double) codes.largest();
    }
    return new Weights(
        codes.rows(), codes.columns(), values, row, column, wholeColumns, codes.gains(), arrays);
  }
}
