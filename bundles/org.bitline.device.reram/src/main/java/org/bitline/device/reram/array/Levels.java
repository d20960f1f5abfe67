package org.bitline.device.reram.array;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of weights that remembers its results: quantised weights have few values. Of one
 * thread.
 */
final class Levels {

  /** Weights of up to 9 bits, which are in [−1, 1], do not meet. */
  private static final int HALF = 512;

  private final DoubleUnaryOperator function;
  private final double[] weights = new double[2 * HALF];
  private final double[] levels = new double[2 * HALF];

  Levels(DoubleUnaryOperator function) {
    this.function = function;
    Arrays.fill(weights, Double.NaN);
  }

  double of(double weight) {
    int at = HALF + (int) (weight * (HALF - 1)) & 2 * HALF - 1;
    if (weights[at] != weight) {
      weights[at] = weight;
      levels[at] = function.applyAsDouble(weight);
    }
    return levels[at];
  }
}
