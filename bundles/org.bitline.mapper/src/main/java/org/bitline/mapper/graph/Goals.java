package org.bitline.mapper.graph;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.mapping.Accuracy;
import org.bitline.api.mapping.Goal;
import org.bitline.api.mapping.Goal.Budgets;
import org.bitline.api.mapping.Goal.Objective;
import org.bitline.mapper.solve.Quantity;
import org.bitline.mapper.solve.Target;

/** The descriptor's objectives and budgets as targets of a solver. */
public final class Goals {

  private Goals() {}

  /** What is minimised; the energy where nothing is said. */
  public static List<Quantity> objectives(Goal goal) {
    return goal.objectives().isEmpty()
        ? List.of(Quantity.ENERGY)
        : goal.objectives().stream().map(Goals::quantity).toList();
  }

  /**
   * The first objective under all budgets but the lifetime. The budget on the accuracy loss becomes
   * a limit on the total noise.
   */
  public static Target target(Goal goal, Optional<Accuracy> accuracy) {
    Budgets budgets = goal.budgets();
    SortedMap<Quantity, Double> limits = new TreeMap<>();
    budgets.energy().ifPresent(limit -> limits.put(Quantity.ENERGY, limit));
    budgets.latency().ifPresent(limit -> limits.put(Quantity.LATENCY, limit));
    budgets.area().ifPresent(limit -> limits.put(Quantity.AREA, limit));
    budgets.interval().ifPresent(limit -> limits.put(Quantity.INTERVAL, limit));
    if (noisy(goal, accuracy)) {
      double limit = accuracy.orElseThrow().limit();
      if (limit < Double.POSITIVE_INFINITY) {
        limits.put(Quantity.NOISE, Math.max(0, limit));
      }
    }
    return new Target(objectives(goal).get(0), limits);
  }

  /** Whether noises are needed. */
  public static boolean noisy(Goal goal, Optional<Accuracy> accuracy) {
    return goal.budgets().accuracyLoss().isPresent() && accuracy.isPresent();
  }

  private static Quantity quantity(Objective objective) {
    return switch (objective) {
      case ENERGY -> Quantity.ENERGY;
      case LATENCY -> Quantity.LATENCY;
      case AREA -> Quantity.AREA;
      case INTERVAL -> Quantity.INTERVAL;
    };
  }
}
