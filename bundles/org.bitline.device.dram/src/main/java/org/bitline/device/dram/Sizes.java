package org.bitline.device.dram;

import java.util.List;

/**
 * What counts of a program in a device model may depend on. A count is a product such as {@code "64
 * * evenTiles"} of whole numbers and the names of these sizes.
 *
 * @param inputTiles tiles of inputs, 8 bursts each
 * @param evenTiles those of even number
 * @param oddTiles those of odd number
 * @param outputTiles tiles of outputs of this channel
 * @param vectors of the batch
 */
record Sizes(int inputTiles, int evenTiles, int oddTiles, int outputTiles, int vectors) {

  private static final List<String> NAMES =
      List.of("inputTiles", "evenTiles", "oddTiles", "outputTiles", "vectors");

  static Sizes of(int inputTiles, int outputTiles, int vectors) {
    return new Sizes(inputTiles, (inputTiles + 1) / 2, inputTiles / 2, outputTiles, vectors);
  }

  /**
   * Refuses what is no count.
   *
   * @param key for the sentence
   */
  static void check(String key, String text) {
    for (String factor : text.split("\\*", -1)) {
      if (!NAMES.contains(factor.trim()) && !factor.trim().matches("[0-9]{1,6}")) {
        throw new IllegalArgumentException(
            key
                + " has \""
                + text
                + "\"; write a product of whole numbers and "
                + String.join(", ", NAMES)
                + ", as in \"64 * evenTiles\"");
      }
    }
  }

  /** The value of a count. */
  int value(String text) {
    int value = 1;
    for (String factor : text.split("\\*", -1)) {
      value = Math.multiplyExact(value, factor(factor.trim()));
    }
    return value;
  }

  private int factor(String name) {
    return switch (name) {
      case "inputTiles" -> inputTiles;
      case "evenTiles" -> evenTiles;
      case "oddTiles" -> oddTiles;
      case "outputTiles" -> outputTiles;
      case "vectors" -> vectors;
      default -> Integer.parseInt(name);
    };
  }
}
