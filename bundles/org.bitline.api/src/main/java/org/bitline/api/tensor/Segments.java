package org.bitline.api.tensor;

import java.util.Arrays;

/**
 * How the rows of a block divide into inputs. Row r belongs to one input and is one of its tokens;
 * rows of an input are consecutive. Padding tokens come last in their input.
 */
public final class Segments {

  private final long[] keys;
  private final int[] starts;
  private final int[] valid;

  /**
   * @param keys one key per input, the same wherever the input appears: random draws hang on it
   * @param lengths rows of each input
   * @param valid rows of each input that are not padding, at least 1
   */
  public Segments(long[] keys, int[] lengths, int[] valid) {
    this.keys = keys.clone();
    this.valid = valid.clone();
    this.starts = new int[keys.length + 1];
    for (int i = 0; i < keys.length; i++) {
      if (valid[i] < 1 || valid[i] > lengths[i]) {
        throw new IllegalArgumentException(
            "input " + keys[i] + " has " + valid[i] + " of " + lengths[i] + " tokens");
      }
      starts[i + 1] = starts[i] + lengths[i];
    }
  }

  /** One row per input of this. */
  public Segments onePerInput() {
    int[] ones = new int[keys.length];
    Arrays.fill(ones, 1);
    return new Segments(keys, ones, ones);
  }

  public int count() {
    return keys.length;
  }

  public int rows() {
    return starts[keys.length];
  }

  public long key(int segment) {
    return keys[segment];
  }

  public int start(int segment) {
    return starts[segment];
  }

  public int length(int segment) {
    return starts[segment + 1] - starts[segment];
  }

  /** Rows of the segment that are not padding. */
  public int valid(int segment) {
    return valid[segment];
  }

  /** The longest segment's rows. */
  public int longest() {
    int longest = 0;
    for (int i = 0; i < keys.length; i++) {
      longest = Math.max(longest, length(i));
    }
    return longest;
  }
}
