package org.bitline.mapper.solve;

/**
 * Counts partial assignments: the limit of a search is a number of these, not a time, so that a
 * search that stops early stops at the same place on every machine.
 */
final class Effort {

  private final long limit;
  private long spent;

  Effort(long limit) {
    this.limit = limit;
  }

  void spend(long partials) {
    spent += partials;
  }

  long spent() {
    return spent;
  }

  long left() {
    return Math.max(0, limit - spent);
  }
}
