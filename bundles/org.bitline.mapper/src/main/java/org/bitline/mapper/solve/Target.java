package org.bitline.mapper.solve;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is minimised, and the limits that must be kept. A limit is kept up to a relative {@value
 * #TOLERANCE}, so that the totals of one run can be the limits of the next.
 *
 * @param limits quantity to its largest allowed value
 */
public record Target(Quantity objective, SortedMap<Quantity, Double> limits) {

  /** Relative slack of every limit, far below what any cost is known to. */
  public static final double TOLERANCE = 1e-12;

  public Target {
    limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
    limits.forEach(
        (quantity, limit) -> {
          if (!(limit >= 0) || limit.isInfinite()) {
            throw new IllegalArgumentException(
                "the limit of %s is a finite number of at least 0, not %s"
                    .formatted(quantity.label(), limit));
          }
        });
  }

  /** Minimises without limits. */
  public static Target least(Quantity objective) {
    return new Target(objective, new TreeMap<>());
  }

  /** The same objective with one more limit. */
  public Target within(Quantity quantity, double limit) {
    Map<Quantity, Double> more = new EnumMap<>(Quantity.class);
    more.putAll(limits);
    more.put(quantity, limit);
    return new Target(objective, new TreeMap<>(more));
  }

  /** The same limits but one. */
  public Target without(Quantity quantity) {
    SortedMap<Quantity, Double> fewer = new TreeMap<>(limits);
    fewer.remove(quantity);
    return new Target(objective, fewer);
  }

  /** Another objective under the same limits. */
  public Target minimising(Quantity other) {
    return new Target(other, limits);
  }

  /** The limit with its slack; infinite where there is none. */
  public double limit(Quantity quantity) {
    Double limit = limits.get(quantity);
    return limit == null ? Double.POSITIVE_INFINITY : limit * (1 + TOLERANCE);
  }

  /** Whether a quantity is minimised or limited. */
  public boolean concerns(Quantity quantity) {
    return quantity == objective || limits.containsKey(quantity);
  }

  /** Whether all limits are kept. */
  public boolean allows(Totals totals) {
    for (Quantity quantity : limits.keySet()) {
      if (!(totals.of(quantity) <= limit(quantity))) {
        return false;
      }
    }
    return true;
  }
}
