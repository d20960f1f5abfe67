package org.bitline.device.reram.array;

import java.util.Arrays;

/** The weight that the largest conductance stands for. */
public final class WeightRange {

  private WeightRange() {}

  /**
   * p · max|w| for p of 1 or more; else the larger magnitude of the p and 1 − p quantiles, linearly
   * interpolated: larger weights are clipped.
   */
  public static double of(double[] weights, double percentile) {
    if (percentile >= 1) {
      double largest = 0;
      for (double w : weights) {
        largest = Math.max(largest, Math.abs(w));
      }
      return percentile * largest;
    }
    double[] sorted = weights.clone();
    Arrays.sort(sorted);
    return Math.max(
        Math.abs(quantile(sorted, percentile)), Math.abs(quantile(sorted, 1 - percentile)));
  }

  private static double quantile(double[] sorted, double p) {
    double at = p * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
