package org.bitline.mapper.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.mapping.Placement;
import org.bitline.mapper.solve.Evaluation;
import org.bitline.mapper.solve.Instance;
import org.bitline.mapper.solve.Quantity;
import org.bitline.mapper.solve.Target;
import org.bitline.mapper.solve.Totals;

/** Placements with the reason for each: what would come of moving this one operation alone. */
final class Reasons {

  private final ProblemGraph graph;
  private final Instance instance;
  private final Target target;
  private final List<Integer> devices;
  private final Totals totals;

  /**
   * @param instance what was solved, which may have fewer choices than the graph's
   */
  Reasons(
      ProblemGraph graph, Instance instance, Target target, List<Integer> devices, Totals totals) {
    this.graph = graph;
    this.instance = instance;
    this.target = target;
    this.devices = devices;
    this.totals = totals;
  }

  /**
   * The placements, in the instance's order.
   *
   * @param copies copies of an operation's weight, by index; 1 where absent
   */
  List<Placement> placements(Map<Integer, Integer> copies) {
    List<Placement> placements = new ArrayList<>();
    for (int i = 0; i < devices.size(); i++) {
      int number = copies.getOrDefault(i, 1);
      String because = because(i) + (number > 1 ? "; its copies shorten the interval" : "");
      placements.add(
          new Placement(
              graph.operations().get(i).id(),
              Optional.empty(),
              Optional.empty(),
              name(devices.get(i)),
              number,
              because));
    }
    return placements;
  }

  private String because(int i) {
    List<Instance.Choice> all = graph.instance().operations().get(i).choices();
    if (all.size() == 1) {
      return "no other device runs a " + graph.operations().get(i).kind();
    }
    List<String> clauses = new ArrayList<>();
    for (Instance.Choice choice : all) {
      if (choice.device() != devices.get(i)) {
        clauses.add(other(i, choice.device()));
      }
    }
    noise(i).ifPresent(clauses::add);
    return String.join("; ", clauses);
  }

  private String other(int i, int device) {
    String on = "on " + name(device) + " ";
    if (instance.operations().get(i).on(device).isEmpty()) {
      return on + "its cells would wear out before the lifetime asked for";
    }
    int[] moved = devices.stream().mapToInt(Integer::intValue).toArray();
    moved[i] = device;
    Optional<Totals> other = Evaluation.of(instance, moved);
    if (other.isEmpty()) {
      return on + "it would not fit, or have no link to what it exchanges data with";
    }
    for (Quantity limited : target.limits().keySet()) {
      if (other.get().of(limited) > target.limit(limited)) {
        return on
            + "the %s would be %s, above the budget"
                .formatted(limited.label(), Amount.text(limited, other.get().of(limited)));
      }
    }
    Quantity objective = target.objective();
    return on
        + "the %s of all would be %s"
            .formatted(
                objective.label(), Amount.above(other.get().of(objective), totals.of(objective)));
  }

  /** What it takes of the noise budget. */
  private Optional<String> noise(int i) {
    double limit = target.limit(Quantity.NOISE);
    double own = instance.operations().get(i).on(devices.get(i)).orElseThrow().noise();
    return limit < Double.POSITIVE_INFINITY && own > 0
        ? Optional.of(String.format(Locale.ROOT, "its noise is %.2g of the budget", own / limit))
        : Optional.empty();
  }

  private String name(int device) {
    return graph.devices().get(device);
  }
}
