package org.bitline.api.workload;

import org.bitline.api.tensor.Range;

/**
 * Which keys a token attends to: those at most {@code reach} places away, and the first one too
 * where {@code first} says so. What is outside has no score that counts: its softmax is 0.
 *
 * @param reach places to either side; {@link Integer#MAX_VALUE} for all
 */
public record Attention(int reach, boolean first) {

  public Attention {
    if (reach < 0) {
      throw new IllegalArgumentException("a token attends at least to itself");
    }
  }

  /** Whether the token in one place attends to the key in another. */
  public boolean includes(int token, int key) {
    return Math.abs((long) token - key) <= reach || first && key == 0;
  }

  /** The most keys that a token of so many attends to. */
  public int keys(int tokens) {
    long most = 2L * reach + 1 + (first ? 1 : 0);
    return (int) Math.min(tokens, most);
  }

  /** Whether each of so many tokens attends to all. */
  public boolean isFull(int tokens) {
    return reach >= tokens - 1;
  }

  /**
   * The keys that tokens attend to together, the first one aside where only {@code first} names it.
   * A window looks the same from a key: these are also the tokens that attend to keys in those
   * places.
   *
   * @param some places, in an input of so many tokens
   */
  public Range keys(Range some, int tokens) {
    long to = Math.min(tokens, (long) some.to() + reach);
    return new Range((int) Math.max(0, (long) some.from() - reach), (int) to);
  }

  /** Pairs of a token and a key that it attends to. */
  public long pairs(int tokens) {
    long pairs = 0;
    for (int token = 0; token < tokens; token++) {
      long from = Math.max(0, (long) token - reach);
      long to = Math.min(tokens - 1L, (long) token + reach);
      pairs += to - from + 1 + (first && from > 0 ? 1 : 0);
    }
    return pairs;
  }
}
