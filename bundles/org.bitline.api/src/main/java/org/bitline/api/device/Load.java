package org.bitline.api.device;

/**
 * How much an operation has to do.
 *
 * @param tokens tokens of the one input
 * @param copies copies of the operation's weight that share the work, at least 1
 */
public record Load(int tokens, int copies) {

  public Load {
    if (tokens < 1 || copies < 1) {
      throw new IllegalArgumentException("a load has at least one token and one copy");
    }
  }

  public static Load of(int tokens) {
    return new Load(tokens, 1);
  }
}
