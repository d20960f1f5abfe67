package org.bitline.device.digital.array;

/**
 * Where the cycles of a product go.
 *
 * @param compute the array works: the closed form of {@link Folds}
 * @param stall the array waits between its first and last fold, though operands that half a buffer
 *     holds as a whole were there from the start
 * @param fill waits on top of that: before the first fold, and until such operands have come
 * @param drain after the last fold: its results go to main memory
 */
public record CycleSplit(double compute, double stall, double fill, double drain) {

  public double total() {
    return compute + stall + fill + drain;
  }

  /** Cycles that memory adds. */
  public double memory() {
    return stall + fill + drain;
  }

  /** This and another. */
  public CycleSplit plus(CycleSplit other) {
    return new CycleSplit(
        compute + other.compute, stall + other.stall, fill + other.fill, drain + other.drain);
  }

  /** So many one after another. */
  public CycleSplit times(int count) {
    return new CycleSplit(count * compute, count * stall, count * fill, count * drain);
  }
}
