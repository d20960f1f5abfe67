package org.bitline.mapper.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitline.api.mapping.Estimator.Estimate;
import org.bitline.api.mapping.Mapper.Problem;
import org.bitline.mapper.solve.Copies;
import org.bitline.mapper.solve.Evaluation;
import org.bitline.mapper.solve.Instance;
import org.bitline.mapper.solve.Target;
import org.bitline.mapper.solve.Totals;

/**
 * Copies of weights on what an assignment leaves over of its devices, to shorten the interval.
 *
 * <p>Only an operation that has its resource in time to itself can be helped by copies. {@link
 * Copies} finds the best counts for the space that is left; where these break a budget (more arrays
 * take area and leak), the space is halved until they do not.
 */
final class SpareCopies {

  private static final int HALVINGS = 10;

  private final Problem problem;
  private final ProblemGraph graph;
  private final Instance instance;
  private final int[] devices;
  private final Map<List<Integer>, Estimate> known = new HashMap<>();

  /**
   * Copies and what comes of them.
   *
   * @param copies by operation, those with more than one
   */
  record Plan(Map<Integer, Integer> copies, Totals totals) {}

  private SpareCopies(
      Problem problem, ProblemGraph graph, Instance instance, List<Integer> devices) {
    this.problem = problem;
    this.graph = graph;
    this.instance = instance;
    this.devices = devices.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The best copies that keep the limits; none where they would not help. */
  static Plan of(
      Problem problem,
      ProblemGraph graph,
      Instance instance,
      Target target,
      List<Integer> devices,
      Totals totals) {
    return new SpareCopies(problem, graph, instance, devices).run(target, totals);
  }

  private Plan run(Target target, Totals totals) {
    List<Integer> operations = new ArrayList<>();
    List<Copies.Candidate> candidates = candidates(operations, totals);
    for (int halving = 0; halving < HALVINGS; halving++) {
      List<Long> left = new ArrayList<>();
      for (int d = 0; d < instance.devices().size(); d++) {
        left.add(left(d, totals) >> halving);
      }
      List<Integer> counts = Copies.of(candidates, left);
      Map<Integer, Integer> copies = new TreeMap<>();
      for (int i = 0; i < operations.size(); i++) {
        if (counts.get(i) > 1) {
          copies.put(operations.get(i), counts.get(i));
        }
      }
      Optional<Totals> made = Evaluation.of(with(copies), devices);
      if (made.isPresent()
          && made.get().intervalSeconds() < totals.intervalSeconds()
          && target.allows(made.get())) {
        return new Plan(copies, made.get());
      }
    }
    return new Plan(Map.of(), totals);
  }

  /**
   * One candidate per load; {@code operations} takes the operation of each that can have copies.
   */
  private List<Copies.Candidate> candidates(List<Integer> operations, Totals totals) {
    List<Double> loads = Evaluation.loads(instance, devices).orElseThrow();
    List<Copies.Candidate> helped = new ArrayList<>();
    List<Copies.Candidate> fixed = new ArrayList<>();
    for (int r = 0; r < loads.size(); r++) {
      double load = loads.get(r);
      Optional<Integer> alone = alone(r);
      if (alone.isPresent()) {
        int i = alone.get();
        operations.add(i);
        helped.add(
            new Copies.Candidate(
                copies -> estimate(i, copies).latencySeconds(),
                devices[i],
                size(i),
                problem.workload().sequenceLength()));
      } else {
        fixed.add(new Copies.Candidate(copies -> load, 0, 0, 1));
      }
    }
    helped.addAll(fixed);
    return helped;
  }

  /** The operation that alone occupies a resource and that copies may help. */
  private Optional<Integer> alone(int resource) {
    Optional<Integer> found = Optional.empty();
    for (int i = 0; i < devices.length; i++) {
      Instance.Operation operation = instance.operations().get(i);
      if (operation.on(devices[i]).orElseThrow().busy().contains(resource)) {
        if (found.isPresent() || operation.weight().isPresent() || size(i) == 0) {
          return Optional.empty();
        }
        found = Optional.of(i);
      }
    }
    return found;
  }

  private long size(int i) {
    int r = scarce(devices[i]);
    List<Long> footprint = instance.operations().get(i).on(devices[i]).orElseThrow().footprint();
    return r < 0 ? 0 : footprint.get(r);
  }

  /** The device's first limited resource; -1 where nothing is limited. */
  private int scarce(int device) {
    List<Long> capacity = instance.devices().get(device).capacity();
    for (int r = 0; r < capacity.size(); r++) {
      if (capacity.get(r) != Long.MAX_VALUE) {
        return r;
      }
    }
    return -1;
  }

  private long left(int device, Totals totals) {
    int r = scarce(device);
    return r < 0
        ? 0
        : instance.devices().get(device).capacity().get(r) - totals.used().get(device).get(r);
  }

  private Estimate estimate(int i, int copies) {
    return known.computeIfAbsent(
        List.of(i, copies),
        key ->
            problem
                .estimator()
                .estimate(graph.operations().get(i), graph.devices().get(devices[i]), copies));
  }

  private Instance with(Map<Integer, Integer> copies) {
    List<Instance.Operation> operations = new ArrayList<>(instance.operations());
    copies.forEach(
        (i, count) -> {
          Instance.Operation o = operations.get(i);
          operations.set(
              i,
              new Instance.Operation(
                  o.id(),
                  o.layer(),
                  o.inputs(),
                  o.weight(),
                  List.of(copied(o.on(devices[i]).orElseThrow(), estimate(i, count), count)),
                  o.moves()));
        });
    return new Instance(instance.devices(), instance.resources(), operations);
  }

  private static Instance.Choice copied(Instance.Choice one, Estimate estimate, int count) {
    return new Instance.Choice(
        one.device(),
        estimate.joules(),
        estimate.latencySeconds(),
        one.busy(),
        one.footprint().stream().map(amount -> Math.multiplyExact(amount, (long) count)).toList(),
        one.noise());
  }
}
