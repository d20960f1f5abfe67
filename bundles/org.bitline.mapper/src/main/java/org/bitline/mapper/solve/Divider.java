package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.List;

/**
 * The best division of matrices over devices for the latency or the interval, with a bound.
 *
 * <p>{@link CutDescent} makes a good start. Then {@link CutSearch} looks through all choices of
 * cuts, first narrow, then complete. Where the complete search ends, the best that it has seen is
 * the best there is, limits of other quantities left aside; where these refuse it, or the effort is
 * spent, the bound stays below the cost and the gap says how far.
 */
public final class Divider {

  private static final List<Integer> WIDTHS = List.of(30, 300, Integer.MAX_VALUE);

  private Divider() {}

  /**
   * A division.
   *
   * @param chosen cut of each operation
   * @param lowerBound no choice of cuts comes to less; at most the cost
   * @param effort labels made
   */
  public record Divided(
      List<Integer> chosen, Totals totals, double cost, double lowerBound, long effort) {

    /** (cost − lower bound) / cost. */
    public double gap() {
      return cost > lowerBound ? (cost - lowerBound) / cost : 0;
    }
  }

  /**
   * Divides.
   *
   * @param target minimises the latency or the interval; the undivided assignment keeps its limits
   * @param limit effort: the most labels made
   */
  public static Divided of(Division division, Target target, long limit) {
    if (target.objective() != Quantity.LATENCY && target.objective() != Quantity.INTERVAL) {
      throw new IllegalArgumentException("a division shortens the latency or the interval");
    }
    CutIncumbent incumbent = new CutIncumbent(division, target);
    CutSpace space = new CutSpace(division, incumbent.totals().used());
    new CutDescent(division, target, incumbent).run();
    CutMeasure measure =
        target.objective() == Quantity.LATENCY
            ? new CutTimes(division, space)
            : loads(division, space, incumbent);
    Effort effort = new Effort(limit);
    double bound = measure.root();
    for (int width : WIDTHS) {
      CutSearch.Ended ended = new CutSearch(division, measure, incumbent, effort).run(width);
      if (ended.complete()) {
        bound = Math.max(bound, Math.min(incumbent.cost(), ended.least()));
        break;
      }
    }
    return new Divided(
        incumbent.chosen(),
        incumbent.totals(),
        incumbent.cost(),
        Math.min(incumbent.cost(), bound),
        effort.spent());
  }

  private static CutMeasure loads(Division division, CutSpace space, CutIncumbent incumbent) {
    CutRows rows = new CutRows(division, space);
    List<List<Integer>> offered = new ArrayList<>();
    List<CutPrices.Priced> prices = new CutPrices(rows, space).search(incumbent.cost(), offered);
    offered.forEach(incumbent::offer);
    return new CutLoads(division, rows, space, prices);
  }
}
