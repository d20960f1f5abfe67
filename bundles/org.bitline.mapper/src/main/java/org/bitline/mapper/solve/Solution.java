package org.bitline.mapper.solve;

import java.util.List;
import java.util.SortedMap;

/**
 * An assignment and what is proved of it.
 *
 * @param devices device of each operation
 * @param lowerBound no assignment that keeps the limits costs less; at most the cost
 * @param prices limits that bind, with what the objective would fall by per unit of a wider limit,
 *     as the relaxation has it
 * @param effort partial assignments looked at
 */
public record Solution(
    List<Integer> devices,
    Totals totals,
    double cost,
    double lowerBound,
    SortedMap<Quantity, Double> prices,
    long effort) {

  /** A gap up to this counts as none: a relative 10^-9, and rounding. */
  public static final double PROOF = 2 * Incumbent.PROOF;

  /** (cost − lower bound) / cost; 0 where it is proved to be the best. */
  public double gap() {
    return cost > lowerBound ? (cost - lowerBound) / cost : 0;
  }

  /** Whether no assignment is better, up to a relative 10^-9. */
  public boolean proven() {
    return gap() <= PROOF;
  }
}
