package org.bitline.devicekit;

import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;

/** Cuts and compares blocks. */
final class Blocks {

  private Blocks() {}

  /** The rows of one input; attention scores are laid out anew for its own length. */
  static Block only(Block block, int segment, int heads) {
    Segments all = block.segments();
    int length = all.length(segment);
    Segments one =
        new Segments(
            new long[] {all.key(segment)}, new int[] {length}, new int[] {all.valid(segment)});
    int stride = heads == 0 ? block.columns() : block.columns() / heads;
    int width = heads == 0 ? block.columns() : length;
    int groups = Math.max(1, heads);
    float[] data = new float[length * groups * width];
    for (int r = 0; r < length; r++) {
      for (int g = 0; g < groups; g++) {
        int from = (all.start(segment) + r) * block.columns() + g * stride;
        System.arraycopy(block.data(), from, data, (r * groups + g) * width, width);
      }
    }
    return new Block(one, groups * width, block.bits(), data);
  }

  /** Largest magnitude. */
  static double largest(float[] data) {
    double largest = 0;
    for (float value : data) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** Largest difference; infinite where sizes differ. */
  static double difference(float[] a, float[] b) {
    if (a.length != b.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
    }
    return largest;
  }

  /** Whether all values are the same; 0 and -0 are. */
  static boolean same(float[] a, float[] b) {
    return difference(a, b) == 0;
  }

  static boolean finite(float[] data) {
    for (float value : data) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }
}
