package org.bitline.device.digital.vector;

/** Softmax of the scores of one token and head. Thread-safe. */
@FunctionalInterface
public interface SoftmaxRow {

  /**
   * Writes probabilities of the same places.
   *
   * @param x scores
   * @param at the first one
   * @param keys how many, at least 1
   * @param y takes the results
   */
  void apply(float[] x, int at, int keys, float[] y);

  /** The largest of some scores. */
  static float largest(float[] x, int at, int keys) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int j = at; j < at + keys; j++) {
      largest = Math.max(largest, x[j]);
    }
    return largest;
  }
}
