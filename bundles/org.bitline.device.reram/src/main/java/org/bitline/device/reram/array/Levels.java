package org.bitline.device.reram.array;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of weights that remembers its results: quantised weights have few values. Of one
 * thread.
 */
final class Levels {

  private static final int BITS = 10;

  private final DoubleUnaryOperator function;
  private final double[] weights = new double[1 << BITS];
  private final double[] levels = new double[1 << BITS];

  Levels(DoubleUnaryOperator function) {
    this.function = function;
    Arrays.fill(weights, Double.NaN);
  }

  double of(double weight) {
    // Fibonacci hashing; values that fall on one place displace each other.
    int at = (int) (Double.doubleToRawLongBits(weight) * 0x9E3779B97F4A7C15L >>> 64 - BITS);
    if (weights[at] != weight) {
      weights[at] = weight;
      levels[at] = function.applyAsDouble(weight);
    }
    return levels[at];
  }
}
