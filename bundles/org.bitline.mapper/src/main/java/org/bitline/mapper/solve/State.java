package org.bitline.mapper.solve;

import java.util.Arrays;

/** The codes of the live items between two operations; see {@link Live}. */
final class State {

  static final State EMPTY = new State(new int[0]);

  private final int[] codes;

  State(int[] codes) {
    this.codes = codes;
  }

  int code(int place) {
    return codes[place];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof State state && Arrays.equals(codes, state.codes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(codes);
  }
}
