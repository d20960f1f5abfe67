package org.bitline.mapper.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.bitline.api.base.InfeasibleProblem;
import org.bitline.mapper.solve.GreedyFill;
import org.bitline.mapper.solve.Instance;
import org.bitline.mapper.solve.Quantity;
import org.bitline.mapper.solve.Solution;
import org.bitline.mapper.solve.Solver;
import org.bitline.mapper.solve.Target;

/**
 * A solution of a problem graph, the lifetime budget included.
 *
 * <p>The lifetime depends on the latency (see {@link Lifetime}). First everything is allowed that
 * some mapping may use: if the best mapping lives long enough, it is the best of all. Else only
 * that is allowed which the fastest mapping may use; the result lives long enough, and the bound of
 * the first search stands under it.
 *
 * @param instance what was solved
 * @param lowerBound below the cost of every mapping that keeps the budgets
 */
record Answer(Solver solver, Instance instance, Solution solution, double lowerBound) {

  static Answer of(ProblemGraph graph, Target target, Optional<Double> lifetime, long effort) {
    boolean wears = graph.wear().stream().anyMatch(own -> !own.isEmpty());
    if (lifetime.isEmpty() || !wears) {
      return solved(graph.instance(), target, effort);
    }
    double slowest = Math.min(target.limit(Quantity.LATENCY), slowest(graph.instance()));
    Answer wide = solved(allowed(graph, slowest / lifetime.get()), target, effort);
    Solution best = wide.solution();
    double worn = Lifetime.wear(graph.wear(), best.devices()) * lifetime.get();
    if (worn <= best.totals().latencySeconds() * (1 + Target.TOLERANCE)) {
      return wide;
    }
    double fastest =
        wide.solver()
            .solve(target.minimising(Quantity.LATENCY), effort, List.of(best.devices()))
            .best()
            .map(Solution::lowerBound)
            .orElse(0.0);
    Answer strict = solved(allowed(graph, fastest / lifetime.get()), target, effort);
    return new Answer(strict.solver(), strict.instance(), strict.solution(), wide.lowerBound());
  }

  private static Instance allowed(ProblemGraph graph, double most) {
    OptionalInt shut = Lifetime.shut(graph.instance(), graph.wear(), most);
    if (shut.isPresent()) {
      Map<Integer, Double> wear = graph.wear().get(shut.getAsInt());
      throw new InfeasibleProblem(
          "the budget on lifetime cannot be kept: %s wears cells out on every device that runs it (%s). Allow a shorter lifetime, or add a device that does not wear out."
              .formatted(
                  graph.operations().get(shut.getAsInt()).id(),
                  String.join(
                      ", ", wear.keySet().stream().map(d -> graph.devices().get(d)).toList())));
    }
    return Lifetime.within(graph.instance(), graph.wear(), most);
  }

  /** Above the latency of every mapping: all jobs one after another. */
  private static double slowest(Instance instance) {
    double sum = 0;
    for (Instance.Operation o : instance.operations()) {
      sum += o.choices().stream().mapToDouble(Instance.Choice::latencySeconds).max().orElse(0);
      sum +=
          instance.devices().size()
              * o.moves().stream().mapToDouble(Instance.Move::latencySeconds).max().orElse(0);
    }
    return sum;
  }

  private static Answer solved(Instance instance, Target target, long effort) {
    Solver solver = new Solver(instance);
    Solver.Outcome outcome = solver.solve(target, effort, hints(instance, target));
    if (outcome instanceof Solver.Outcome.Found found) {
      return new Answer(solver, instance, found.solution(), found.solution().lowerBound());
    }
    if (outcome instanceof Solver.Outcome.Infeasible) {
      throw Refusal.of(solver, target, effort);
    }
    throw new InfeasibleProblem(
        "no mapping that keeps the budgets was found with an effort of %d, and none was shown not to exist. Set \"effort\" of the mapper higher, or widen a budget."
            .formatted(effort));
  }

  /** The greedy assignment, and each device with all that it runs. */
  static List<List<Integer>> hints(Instance instance, Target target) {
    List<List<Integer>> hints = new ArrayList<>();
    GreedyFill.of(instance, target).ifPresent(point -> hints.add(point.devices()));
    for (int d = 0; d < instance.devices().size(); d++) {
      int device = d;
      hints.add(
          instance.operations().stream()
              .map(o -> o.on(device).orElseGet(() -> o.choices().get(0)).device())
              .toList());
    }
    return hints;
  }
}
