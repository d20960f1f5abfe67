package org.bitline.mapper.graph;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.bitline.api.base.InfeasibleProblem;
import org.bitline.mapper.solve.Quantity;
import org.bitline.mapper.solve.Shortage;
import org.bitline.mapper.solve.Solver;
import org.bitline.mapper.solve.Target;

/** Says which budget cannot be kept, what it would take, and what is allowed. */
final class Refusal {

  private Refusal() {}

  static InfeasibleProblem of(Solver solver, Target target, long effort) {
    List<Shortage> shortages = Shortage.of(solver, target, effort);
    if (shortages.isEmpty()) {
      return new InfeasibleProblem(
          "no mapping keeps all of it: devices that must exchange data have no link, do not hold"
              + " their operations together, or several budgets must be wider at once. Add links,"
              + " enlarge a device, or take budgets away one by one.");
    }
    Shortage first = shortages.get(0);
    if (first.alone()) {
      return new InfeasibleProblem(
          shortages.stream().map(Refusal::alone).collect(Collectors.joining(" ")));
    }
    return new InfeasibleProblem(
        "no mapping keeps all budgets together. With the others as they are, a "
            + shortages.stream().map(Refusal::together).collect(Collectors.joining(", or a "))
            + " would be enough"
            + (shortages.size() > 1 ? "; the first is the smallest change." : "."));
  }

  private static String alone(Shortage shortage) {
    return "The %s cannot be kept, even without other budgets: it allows %s, and no mapping is below %s. Allow that much, or change the devices."
        .formatted(
            name(shortage), text(shortage, shortage.limit()), text(shortage, shortage.least()));
  }

  private static String together(Shortage shortage) {
    return String.format(
        Locale.ROOT,
        "%s of %s instead of %s (%.3g %% more)",
        name(shortage),
        text(shortage, shortage.least()),
        text(shortage, shortage.limit()),
        100 * (shortage.least() / shortage.limit() - 1));
  }

  private static String name(Shortage shortage) {
    if (shortage.quantity().isEmpty()) {
      return "capacity of " + shortage.what();
    }
    return shortage.quantity().get() == Quantity.NOISE
        ? "accuracy budget (as noise power)"
        : "budget on " + shortage.what();
  }

  private static String text(Shortage shortage, double value) {
    return shortage
        .quantity()
        .map(q -> Amount.text(q, value))
        .orElseGet(() -> String.format(Locale.ROOT, "%.0f", value));
  }
}
