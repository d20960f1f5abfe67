package org.bitline.device.dram;

import org.bitline.api.unit.QuantityParser;

/**
 * Delays as texts, in clock cycles.
 *
 * @param clockSeconds period
 */
record Cycles(double clockSeconds, QuantityParser quantities) {

  /**
   * A time that is this much of a cycle too long is not rounded up: decimal fractions are not
   * exact.
   */
  private static final double SLACK = 1e-6;

  /**
   * Reads {@code "4 cycles"}, or a time such as {@code "14 ns"}, rounded up to whole cycles.
   *
   * @throws IllegalArgumentException with a sentence that names the key
   */
  int of(String key, String text) {
    double cycles;
    String trimmed = text.trim();
    if (trimmed.matches("[0-9]{1,9} cycles?")) {
      return Integer.parseInt(trimmed.substring(0, trimmed.indexOf(' ')));
    }
    try {
      cycles = quantities.parse(trimmed, "s") / clockSeconds;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          key
              + " is \""
              + text
              + "\"; write whole cycles, as in \"4 cycles\", or a time, as in \"14 ns\"",
          e);
    }
    if (!(cycles >= 0 && cycles <= Integer.MAX_VALUE / 2)) {
      throw new IllegalArgumentException(
          key + " is \"" + text + "\"; a delay is at least 0 and at most a billion cycles");
    }
    return (int) Math.ceil(cycles - SLACK);
  }
}
