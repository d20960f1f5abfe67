package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Best assignments for two objectives: none of them can be better in one without being worse in the
 * other.
 *
 * <p>The ε-constraint method (Haimes, Lasdon, Wismer, 1971): the first objective is minimised under
 * limits on the second that divide its range evenly; of the assignments with that least value one
 * with the least second is taken, so that every point is on the front, not just beside it.
 */
public final class Front {

  private final Solver solver;
  private final Quantity first;
  private final Quantity second;
  private final Target limits;
  private final long effort;
  private final List<Point> points = new ArrayList<>();
  private boolean proven = true;

  private Front(Solver solver, Quantity first, Quantity second, Target limits, long effort) {
    this.solver = solver;
    this.first = first;
    this.second = second;
    this.limits = limits;
    this.effort = effort;
  }

  /** A point: an assignment and its totals. */
  public record Point(List<Integer> devices, Totals totals) {}

  /**
   * Points of the front.
   *
   * @param points in ascending order of the first objective
   * @param proven whether each is proved to be on the front
   */
  public record Points(List<Point> points, boolean proven) {}

  /**
   * The front.
   *
   * @param limits kept by every point; its objective does not matter
   * @param count the most points, at least 2
   * @param effort of each search
   * @return no point where nothing keeps the limits, or nothing was found
   */
  public static Points of(
      Solver solver, Quantity first, Quantity second, Target limits, int count, long effort) {
    if (first == second || count < 2) {
      throw new IllegalArgumentException("a front has two objectives and at least two points");
    }
    return new Front(solver, first, second, limits, effort).run(count);
  }

  private Points run(int count) {
    Optional<Totals> bestFirst = point(limits);
    Optional<Totals> bestSecond = best(limits.minimising(second));
    if (bestFirst.isPresent() && bestSecond.isPresent()) {
      double from = bestSecond.get().of(second);
      double to = bestFirst.get().of(second);
      double reached = to;
      for (int i = count - 2; i >= 0 && to > from; i--) {
        double limit = from + (to - from) * i / (count - 1);
        if (reached > limit * (1 + Target.TOLERANCE)) {
          Optional<Totals> found =
              point(limits.within(second, Math.min(limit, limits.limit(second))));
          reached = found.map(t -> t.of(second)).orElse(reached);
        }
      }
    }
    return new Points(sorted(), proven);
  }

  /** The point of the front that a limit on the second objective leads to. */
  private Optional<Totals> point(Target within) {
    Optional<Totals> least = best(within.minimising(first));
    return least.flatMap(
        totals -> {
          double limit = Math.min(totals.of(first), within.limit(first));
          return best(within.within(first, limit).minimising(second));
        });
  }

  private Optional<Totals> best(Target target) {
    // The same quantities are concerned in every search, so columns are made once.
    List<List<Integer>> hints = new ArrayList<>(points.stream().map(Point::devices).toList());
    Optional<Solution> found = solver.solve(target, effort, hints).best();
    proven &= found.map(Solution::proven).orElse(false);
    found.ifPresent(solution -> points.add(new Point(solution.devices(), solution.totals())));
    return found.map(Solution::totals);
  }

  /** The points that no other is better than, by the first objective. */
  private List<Point> sorted() {
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(
        Comparator.comparingDouble((Point p) -> p.totals().of(first))
            .thenComparingDouble(p -> p.totals().of(second)));
    List<Point> front = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (Point point : sorted) {
      double value = point.totals().of(second);
      if (value < least - Incumbent.PROOF * Math.abs(least) || front.isEmpty()) {
        front.add(point);
        least = value;
      }
    }
    return front;
  }
}
