package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A simple rule, to compare a proved assignment with.
 *
 * <p>All operations start at home: on the device that can run most of them, of several the one with
 * the least sum of own costs; an operation that it cannot run starts where its own cost is least. A
 * device where such a start is impossible, because it is too small or has no link, is no home. An
 * operation's own cost is its energy, latency or noise (latency, where the interval is the
 * objective; energy, where the area is), without moves. Then each operation is taken once, in
 * descending order of benefit density, and goes to where its own cost is least, if no limit that
 * held breaks and no device overflows. Density is the own cost saved over the largest share of a
 * capacity that the operation takes there; operations that take nothing come first, in order of
 * what they save. Moves between devices are not foreseen: that is what the rule lacks.
 */
public final class GreedyFill {

  /** Smaller shares of a capacity than this count as nothing. */
  private static final double NOTHING = 1e-12;

  private final Instance instance;
  private final Target target;

  private record Step(int operation, Instance.Choice to, double saved, double share) {

    double density() {
      return share > NOTHING ? saved / share : Double.POSITIVE_INFINITY;
    }
  }

  private GreedyFill(Instance instance, Target target) {
    this.instance = Grid.onGrid(instance);
    this.target = target;
  }

  /**
   * Applies the rule.
   *
   * @return empty where even the start is impossible; an assignment may break limits that it could
   *     not come to keep
   */
  public static Optional<Front.Point> of(Instance instance, Target target) {
    return new GreedyFill(instance, target).run();
  }

  private Optional<Front.Point> run() {
    return homes().stream()
        .map(this::start)
        .filter(devices -> Evaluation.of(instance, devices).isPresent())
        .findFirst()
        .map(this::fill);
  }

  private Front.Point fill(int[] devices) {
    Totals totals = Evaluation.of(instance, devices).orElseThrow();
    for (Step step : steps(devices)) {
      int before = devices[step.operation()];
      devices[step.operation()] = step.to().device();
      Optional<Totals> moved = Evaluation.of(instance, devices);
      if (moved.isPresent() && keeps(totals, moved.get())) {
        totals = moved.get();
      } else {
        devices[step.operation()] = before;
      }
    }
    return new Front.Point(Arrays.stream(devices).boxed().toList(), totals);
  }

  private boolean keeps(Totals before, Totals after) {
    for (Quantity quantity : target.limits().keySet()) {
      double allowed = Math.max(target.limit(quantity), before.of(quantity));
      if (after.of(quantity) > allowed) {
        return false;
      }
    }
    return true;
  }

  private int[] start(int home) {
    return instance.operations().stream()
        .mapToInt(o -> o.on(home).orElseGet(() -> cheapest(o)).device())
        .toArray();
  }

  /** The devices, those that run most first, of several the cheapest. */
  private List<Integer> homes() {
    return IntStream.range(0, instance.devices().size())
        .boxed()
        .sorted(
            Comparator.comparingInt((Integer d) -> -runs(d).size())
                .thenComparingDouble(d -> runs(d).stream().mapToDouble(this::cost).sum()))
        .toList();
  }

  private List<Instance.Choice> runs(int device) {
    return instance.operations().stream().flatMap(o -> o.on(device).stream()).toList();
  }

  private List<Step> steps(int[] devices) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < devices.length; i++) {
      Instance.Operation operation = instance.operations().get(i);
      Instance.Choice to = cheapest(operation);
      double saved = cost(operation.on(devices[i]).orElseThrow()) - cost(to);
      if (saved > 0) {
        steps.add(new Step(i, to, saved, share(to)));
      }
    }
    steps.sort(
        Comparator.comparingDouble(Step::density)
            .thenComparingDouble(Step::saved)
            .reversed()
            .thenComparingInt(Step::operation));
    return steps;
  }

  private Instance.Choice cheapest(Instance.Operation operation) {
    return operation.choices().stream()
        .min(Comparator.comparingDouble(this::cost).thenComparingInt(Instance.Choice::device))
        .orElseThrow();
  }

  private double cost(Instance.Choice choice) {
    return switch (target.objective()) {
      case ENERGY, AREA -> choice.energyJoules();
      case LATENCY, INTERVAL -> choice.latencySeconds();
      case NOISE -> choice.noise();
    };
  }

  private double share(Instance.Choice choice) {
    Instance.Device device = instance.devices().get(choice.device());
    double share = 0;
    for (int r = 0; r < choice.footprint().size(); r++) {
      if (device.capacity().get(r) != Long.MAX_VALUE && device.capacity().get(r) > 0) {
        share = Math.max(share, choice.footprint().get(r) / (double) device.capacity().get(r));
      }
    }
    return share;
  }
}
