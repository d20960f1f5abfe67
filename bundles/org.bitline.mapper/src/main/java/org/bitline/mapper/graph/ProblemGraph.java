package org.bitline.mapper.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import org.bitline.api.base.InfeasibleProblem;
import org.bitline.api.device.Device;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Support;
import org.bitline.api.mapping.Estimator.Estimate;
import org.bitline.api.mapping.Estimator.Holding;
import org.bitline.api.mapping.Mapper.Problem;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.mapper.solve.Instance;

/**
 * The operations and devices of a mapping problem as an {@link Instance}: every operation whole, on
 * every device that supports it. Operations are sorted by layer, those of a layer in the graph's
 * order, as the scheduler {@code layer-barrier} takes them.
 *
 * @param operations in the instance's order
 * @param devices names, in the instance's order
 * @param wear by operation and device: writes of the most-written cell per inference over how many
 *     it endures; only where it wears
 */
public record ProblemGraph(
    Instance instance,
    List<Operation> operations,
    List<String> devices,
    List<Map<Integer, Double>> wear) {

  /**
   * Asks the problem's estimator for every operation on every device.
   *
   * @param noisy whether noises are needed: they are measured when first asked for
   * @throws InfeasibleProblem where no device runs an operation
   */
  public static ProblemGraph of(Problem problem, boolean noisy) {
    return new Builder(problem, noisy).build();
  }

  private static final class Builder {

    private final Problem problem;
    private final boolean noisy;
    private final List<String> names;
    private final List<Operation> operations;
    private final List<List<String>> holds = new ArrayList<>();
    private final Map<String, Integer> resources = new LinkedHashMap<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, Integer> weights = new HashMap<>();
    private final List<Map<Integer, Double>> wear = new ArrayList<>();
    private final List<Map<Integer, Estimate>> estimates = new ArrayList<>();

    Builder(Problem problem, boolean noisy) {
      this.problem = problem;
      this.noisy = noisy;
      this.names = List.copyOf(problem.devices().keySet());
      this.operations =
          problem.workload().graph().operations().stream()
              .sorted(Comparator.comparingInt(Operation::layer))
              .toList();
    }

    ProblemGraph build() {
      for (Operation operation : operations) {
        places.put(operation.id(), places.size());
        estimates.add(estimates(operation));
        countWeight(operation);
      }
      for (int d = 0; d < names.size(); d++) {
        holds.add(holds(d));
      }
      List<Instance.Operation> made = new ArrayList<>();
      for (int i = 0; i < operations.size(); i++) {
        made.add(operation(i));
      }
      List<Instance.Device> devices = new ArrayList<>();
      for (int d = 0; d < names.size(); d++) {
        devices.add(device(d));
      }
      Instance instance = new Instance(devices, List.copyOf(resources.keySet()), made);
      return new ProblemGraph(instance, operations, names, wear);
    }

    private Map<Integer, Estimate> estimates(Operation operation) {
      Map<Integer, Estimate> known = new TreeMap<>();
      List<String> reasons = new ArrayList<>();
      for (int d = 0; d < names.size(); d++) {
        Support support = problem.devices().get(names.get(d)).supports(operation);
        if (support.supported()) {
          known.put(d, problem.estimator().estimate(operation, names.get(d), 1));
        } else {
          reasons.add(names.get(d) + " because " + support.reason());
        }
      }
      if (known.isEmpty()) {
        throw new InfeasibleProblem(
            "no device can run %s (%s): not %s. Add a device that can."
                .formatted(operation.id(), operation.kind(), String.join("; not ", reasons)));
      }
      return known;
    }

    private void countWeight(Operation operation) {
      if (operation instanceof StaticMatmul m) {
        weights.merge(weight(m), 1, Integer::sum);
      }
    }

    private static String weight(StaticMatmul m) {
      return m.weight().identity() + m.rows() + m.columns();
    }

    private List<String> holds(int device) {
      TreeSet<String> held =
          new TreeSet<>(problem.devices().get(names.get(device)).capacity().amounts().keySet());
      for (Map<Integer, Estimate> of : estimates) {
        if (of.containsKey(device)) {
          held.addAll(of.get(device).footprint().amounts().keySet());
        }
      }
      return List.copyOf(held);
    }

    private Instance.Device device(int d) {
      String name = names.get(d);
      SortedMap<String, Long> capacity = problem.devices().get(name).capacity().amounts();
      Map<List<Long>, Instance.Holding> known = new HashMap<>();
      return new Instance.Device(
          name,
          holds.get(d),
          holds.get(d).stream().map(h -> capacity.getOrDefault(h, Long.MAX_VALUE)).toList(),
          used -> known.computeIfAbsent(used, amounts -> holding(d, amounts)));
    }

    private Instance.Holding holding(int d, List<Long> amounts) {
      SortedMap<String, Long> used = new TreeMap<>();
      for (int r = 0; r < amounts.size(); r++) {
        if (amounts.get(r) > 0) {
          used.put(holds.get(d).get(r), amounts.get(r));
        }
      }
      Holding holding = problem.estimator().holding(names.get(d), new Footprint(used));
      return new Instance.Holding(holding.squareMetres(), holding.leakageWatts());
    }

    private Instance.Operation operation(int i) {
      Operation operation = operations.get(i);
      List<Instance.Choice> choices = new ArrayList<>();
      Map<Integer, Double> worn = new TreeMap<>();
      estimates
          .get(i)
          .forEach(
              (d, estimate) -> {
                choices.add(choice(operation, d, estimate));
                wear(d, estimate).ifPresent(w -> worn.put(d, w));
              });
      wear.add(worn);
      List<Integer> inputs =
          operation.inputs().stream()
              .filter(input -> !input.equals(Graph.INPUT))
              .map(places::get)
              .toList();
      return new Instance.Operation(
          operation.id(), operation.layer(), inputs, shared(operation), choices, moves(i));
    }

    private OptionalInt shared(Operation operation) {
      if (operation instanceof StaticMatmul m && weights.get(weight(m)) > 1) {
        for (int i = 0; i < operations.size(); i++) {
          if (operations.get(i) instanceof StaticMatmul first && weight(first).equals(weight(m))) {
            return OptionalInt.of(i);
          }
        }
      }
      return OptionalInt.empty();
    }

    private Instance.Choice choice(Operation operation, int d, Estimate estimate) {
      DoubleSupplier noise =
          () -> problem.accuracy().orElseThrow().noise(operation.id(), names.get(d));
      return new Instance.Choice(
          d,
          estimate.joules(),
          estimate.latencySeconds(),
          estimate.busy().stream().sorted().map(this::resource).toList(),
          holds.get(d).stream().map(h -> estimate.footprint().of(h)).toList(),
          noisy ? noise.getAsDouble() : 0);
    }

    private OptionalDouble wear(int d, Estimate estimate) {
      Device device = problem.devices().get(names.get(d));
      return device.endurance().isPresent() && estimate.worstCellWrites() > 0
          ? OptionalDouble.of(estimate.worstCellWrites() / device.endurance().getAsDouble())
          : OptionalDouble.empty();
    }

    private List<Instance.Move> moves(int i) {
      List<Instance.Move> moves = new ArrayList<>();
      for (int from : estimates.get(i).keySet()) {
        for (int to = 0; to < names.size(); to++) {
          if (to != from) {
            int target = to;
            problem
                .estimator()
                .move(operations.get(i), names.get(from), names.get(to))
                .ifPresent(
                    m ->
                        moves.add(
                            new Instance.Move(
                                from, target, resource(m.link()), m.joules(), m.seconds())));
          }
        }
      }
      return moves;
    }

    private int resource(String name) {
      return resources.computeIfAbsent(name, n -> resources.size());
    }
  }
}
