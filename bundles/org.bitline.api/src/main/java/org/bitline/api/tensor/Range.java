package org.bitline.api.tensor;

/**
 * The integers from {@code from} (inclusive) to {@code to} (exclusive).
 *
 * @param from at least 0
 * @param to larger than {@code from}
 */
public record Range(int from, int to) {

  public Range {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "a range runs from a to b with 0 <= a < b, not " + from + " to " + to);
    }
  }

  /** All of {@code size} elements. */
  public static Range all(int size) {
    return new Range(0, size);
  }

  public int size() {
    return to - from;
  }

  @Override
  public String toString() {
    return "[" + from + ", " + to + ")";
  }
}
