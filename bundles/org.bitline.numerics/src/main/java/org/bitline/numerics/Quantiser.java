package org.bitline.numerics;

import org.bitline.api.tensor.Tensor;

/** Symmetric rounding to integer codes: code = rint(value / scale), clamped to ±largest. */
public final class Quantiser {

  private Quantiser() {}

  /** The largest code of so many bits, 2^(bits−1) − 1. */
  public static int largest(int bits) {
    return (1 << (bits - 1)) - 1;
  }

  /** The scale that puts the largest magnitude at the largest code; 1 where all is zero. */
  public static float scaleOf(float[] data, int offset, int count, int largest) {
    float magnitude = 0;
    for (int i = offset; i < offset + count; i++) {
      magnitude = Math.max(magnitude, Math.abs(data[i]));
    }
    return scale(magnitude, largest);
  }

  /** One scale per column of a matrix. */
  public static float[] columnScales(Tensor w, int bits) {
    float[] magnitudes = new float[w.columns()];
    for (int r = 0; r < w.rows(); r++) {
      for (int c = 0; c < magnitudes.length; c++) {
        magnitudes[c] = Math.max(magnitudes[c], Math.abs(w.data()[r * magnitudes.length + c]));
      }
    }
    for (int c = 0; c < magnitudes.length; c++) {
      magnitudes[c] = scale(magnitudes[c], largest(bits));
    }
    return magnitudes;
  }

  /** One scale for a matrix. */
  public static float matrixScale(Tensor w, int bits) {
    return scaleOf(w.data(), 0, w.data().length, largest(bits));
  }

  public static int code(float value, float scale, int largest) {
    int code = (int) Math.rint(value / scale);
    return Math.max(-largest, Math.min(largest, code));
  }

  /** One scale per row of a block: absmax of each row / largest. */
  public static float[] rowScales(float[] data, int rows, int columns, int largest) {
    float[] scales = new float[rows];
    Parallel.runs(rows, 16, r -> scales[r] = scaleOf(data, r * columns, columns, largest));
    return scales;
  }

  private static float scale(float magnitude, int largest) {
    float scale = magnitude / largest;
    // A scale so small that it underflows would divide by zero.
    return scale > Float.MIN_NORMAL ? scale : 1f;
  }
}
