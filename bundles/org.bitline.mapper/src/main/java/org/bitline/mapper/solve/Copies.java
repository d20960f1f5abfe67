package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Copies of the slowest operations on arrays that are left over, so that inputs can follow one
 * another faster: whole counts c_i ≥ 1 with least max_i time_i(c_i) and Σ size_i (c_i − 1) within
 * what is left.
 *
 * <p>The slowest operation gets a copy as long as one fits. That is optimal, not only good: time_i
 * does not rise with c_i, so whoever wants a smaller maximum must give every operation at the
 * present maximum at least one copy more than it has; each copy that is given is thus in every
 * better plan, and where the next does not fit there is no better plan.
 */
public final class Copies {

  private Copies() {}

  /** Seconds of an operation that has so many copies. */
  @FunctionalInterface
  public interface Time {

    /** More copies never take longer. */
    double seconds(int copies);
  }

  /**
   * An operation.
   *
   * @param pool number of the device whose arrays a copy takes
   * @param size what one copy takes of them, at least 0
   * @param most the most copies that make sense, at least 1
   */
  public record Candidate(Time time, int pool, long size, int most) {}

  /**
   * Counts of copies, in the candidates' order.
   *
   * @param left what is left over on each device
   */
  public static List<Integer> of(List<Candidate> candidates, List<Long> left) {
    List<Integer> copies = new ArrayList<>(Collections.nCopies(candidates.size(), 1));
    List<Integer> best = List.copyOf(copies);
    double least = Double.POSITIVE_INFINITY;
    List<Long> spare = new ArrayList<>(left);
    while (true) {
      int slowest = slowest(candidates, copies);
      if (slowest < 0) {
        return best;
      }
      Candidate candidate = candidates.get(slowest);
      double seconds = candidate.time().seconds(copies.get(slowest));
      if (seconds < least) {
        least = seconds;
        best = List.copyOf(copies);
      }
      long rest = spare.get(candidate.pool()) - candidate.size();
      if (rest < 0 || copies.get(slowest) >= candidate.most()) {
        // Copies given since the maximum last fell would lie idle.
        return best;
      }
      spare.set(candidate.pool(), rest);
      copies.set(slowest, copies.get(slowest) + 1);
    }
  }

  private static int slowest(List<Candidate> candidates, List<Integer> copies) {
    int slowest = -1;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < candidates.size(); i++) {
      double seconds = candidates.get(i).time().seconds(copies.get(i));
      if (seconds > most) {
        most = seconds;
        slowest = i;
      }
    }
    return slowest;
  }
}
