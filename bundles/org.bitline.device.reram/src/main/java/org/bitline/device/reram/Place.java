package org.bitline.device.reram;

import org.bitline.device.reram.array.Weights;

/**
 * Where a part of a matrix begins in the whole, so that its cells err as the whole's.
 *
 * @param wholeColumns columns of the whole
 */
record Place(int row, int column, int wholeColumns) {

  /** The part's weights in [−1, 1]. */
  Weights of(WeightCodes codes) {
    double[] values = new double[codes.codes().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = codes.codes()[i] / (double) codes.largest();
    }
    return new Weights(codes.rows(), codes.columns(), values, row, column, wholeColumns);
  }
}
