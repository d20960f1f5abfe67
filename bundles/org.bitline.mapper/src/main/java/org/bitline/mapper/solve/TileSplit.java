package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How many tiles of one matrix each device gets, so that the slowest is done as soon as possible:
 * whole counts n_d with sum T and least max_d time_d(n_d).
 *
 * <p>time_d never falls with n_d, so the optimum is one of the times that occur, and a time t is
 * enough exactly where Σ_d max{n : time_d(n) ≤ t} ≥ T. A binary search over the times that occur
 * finds the least such t.
 */
public final class TileSplit {

  private TileSplit() {}

  /**
   * Tiles per device and when the last is done.
   *
   * @param seconds the largest time of a device
   */
  public record Split(List<Integer> tiles, double seconds) {}

  /**
   * Splits.
   *
   * @param times per device, the seconds for 0, 1, 2, … tiles up to as many as it can hold,
   *     ascending; at 0 what it has to do anyway
   * @param tiles in all, at least 1
   * @return empty where the devices do not hold so many
   */
  public static Optional<Split> of(List<List<Double>> times, int tiles) {
    TreeSet<Double> occurring = new TreeSet<>();
    for (List<Double> own : times) {
      for (int n = 1; n < own.size(); n++) {
        if (own.get(n) < own.get(n - 1)) {
          throw new IllegalArgumentException("more tiles take less time: " + own);
        }
      }
      occurring.addAll(own);
    }
    double idle = times.stream().mapToDouble(own -> own.get(0)).max().orElse(0);
    List<Double> candidates = new ArrayList<>(occurring.tailSet(idle));
    int low = 0;
    int high = candidates.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (held(times, candidates.get(middle)).stream().mapToInt(Integer::intValue).sum() >= tiles) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low == candidates.size()
        ? Optional.empty()
        : Optional.of(dealt(times, candidates.get(low), tiles));
  }

  private static List<Integer> held(List<List<Double>> times, double seconds) {
    List<Integer> held = new ArrayList<>();
    for (List<Double> own : times) {
      int most = 0;
      while (most + 1 < own.size() && own.get(most + 1) <= seconds) {
        most++;
      }
      held.add(most);
    }
    return held;
  }

  /** Takes back what is too much, from the last device on: the first stays fullest. */
  private static Split dealt(List<List<Double>> times, double seconds, int tiles) {
    List<Integer> counts = new ArrayList<>(held(times, seconds));
    int spare = counts.stream().mapToInt(Integer::intValue).sum() - tiles;
    for (int d = counts.size() - 1; d >= 0; d--) {
      int back = Math.min(spare, counts.get(d));
      counts.set(d, counts.get(d) - back);
      spare -= back;
    }
    double slowest = 0;
    for (int d = 0; d < counts.size(); d++) {
      slowest = Math.max(slowest, times.get(d).get(counts.get(d)));
    }
    return new Split(counts, slowest);
  }
}
