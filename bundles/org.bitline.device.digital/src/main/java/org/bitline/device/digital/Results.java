package org.bitline.device.digital;

import org.bitline.numerics.Quantiser;

/** The output stage of the array: results rounded to codes, or kept. */
final class Results {

  private Results() {}

  /**
   * Rounds a slice of a row with a scale of its own, in place.
   *
   * @param bits 32 leaves the values as they are
   */
  static void round(float[] data, int from, int width, int bits) {
    if (bits == SystolicParameters.ACCUMULATOR_BITS) {
      return;
    }
    int largest = Quantiser.largest(bits);
    float scale = Quantiser.scaleOf(data, from, width, largest);
    for (int i = from; i < from + width; i++) {
      data[i] = scale * Quantiser.code(data[i], scale, largest);
    }
  }
}
