package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The totals of one assignment, straight from the definition in {@link Instance}: the yardstick of
 * every solver here, and what their answers are checked with.
 */
public final class Evaluation {

  private final Instance instance;
  private final int[] devices;
  private final Map<Long, Double> copies = new HashMap<>();
  private final double[] free;
  private final double[] load;
  private final long[][] used;
  private final Set<Long> held = new HashSet<>();
  private double joules;
  private double barrier;
  private double ended;
  private double noise;

  private Evaluation(Instance instance, int[] devices) {
    this.instance = instance;
    this.devices = devices;
    this.free = new double[instance.resources().size()];
    this.load = new double[instance.resources().size()];
    this.used = new long[instance.devices().size()][];
    for (int d = 0; d < used.length; d++) {
      used[d] = new long[instance.devices().get(d).holds().size()];
    }
  }

  /**
   * The totals.
   *
   * @param devices device of each operation
   * @return empty where an operation cannot run on its device, two devices that exchange a result
   *     have no link, or a device is too small
   */
  public static Optional<Totals> of(Instance instance, int[] devices) {
    return new Evaluation(instance, devices).run();
  }

  /** Seconds that each resource in time is occupied; empty where {@link #of} is. */
  public static Optional<List<Double>> loads(Instance instance, int[] devices) {
    Evaluation evaluation = new Evaluation(instance, devices);
    return evaluation.run().map(t -> Arrays.stream(evaluation.load).boxed().toList());
  }

  private Optional<Totals> run() {
    for (int i = 0; i < devices.length; i++) {
      Instance.Operation operation = instance.operations().get(i);
      if (i > 0 && instance.operations().get(i - 1).layer() != operation.layer()) {
        barrier = ended;
      }
      Optional<Instance.Choice> choice = operation.on(devices[i]);
      if (choice.isEmpty() || !schedule(i, operation, choice.get())) {
        return Optional.empty();
      }
      hold(i, operation, choice.get());
    }
    return fits() ? Optional.of(totals()) : Optional.empty();
  }

  private boolean schedule(int i, Instance.Operation operation, Instance.Choice choice) {
    double start = barrier;
    for (int input : operation.inputs()) {
      Double ready = copies.get(key(input, choice.device()));
      if (ready == null) {
        Optional<Instance.Move> move =
            instance.operations().get(input).move(devices[input], choice.device());
        if (move.isEmpty()) {
          return false;
        }
        ready = move(input, move.get());
      }
      start = Math.max(start, ready);
    }
    for (int resource : choice.busy()) {
      start = Math.max(start, free[resource]);
    }
    double end = start + choice.latencySeconds();
    for (int resource : choice.busy()) {
      free[resource] = end;
      load[resource] += choice.latencySeconds();
    }
    joules += choice.energyJoules();
    noise += choice.noise();
    ended = Math.max(ended, end);
    copies.put(key(i, choice.device()), end);
    return true;
  }

  private double move(int producer, Instance.Move move) {
    double start =
        Math.max(barrier, Math.max(copies.get(key(producer, move.from())), free[move.link()]));
    double end = start + move.latencySeconds();
    free[move.link()] = end;
    load[move.link()] += move.latencySeconds();
    joules += move.energyJoules();
    ended = Math.max(ended, end);
    copies.put(key(producer, move.to()), end);
    return end;
  }

  private void hold(int i, Instance.Operation operation, Instance.Choice choice) {
    long weight = operation.weight().isPresent() ? operation.weight().getAsInt() : -1L - i;
    if (held.add(weight * Instance.MOST_DEVICES + choice.device())) {
      for (int r = 0; r < choice.footprint().size(); r++) {
        used[choice.device()][r] += choice.footprint().get(r);
      }
    }
  }

  private boolean fits() {
    for (int d = 0; d < used.length; d++) {
      for (int r = 0; r < used[d].length; r++) {
        if (used[d][r] > instance.devices().get(d).capacity().get(r)) {
          return false;
        }
      }
    }
    return true;
  }

  private Totals totals() {
    Set<Integer> at = new HashSet<>();
    for (int device : devices) {
      at.add(device);
    }
    double area = 0;
    double leakage = 0;
    List<List<Long>> amounts = new ArrayList<>();
    for (int d = 0; d < used.length; d++) {
      amounts.add(Amounts.list(used[d]));
      if (at.contains(d)) {
        Instance.Holding holding = instance.devices().get(d).provision().of(amounts.get(d));
        area += holding.areaSquareMetres();
        leakage += holding.leakageWatts();
      }
    }
    double interval = 0;
    for (double seconds : load) {
      interval = Math.max(interval, seconds);
    }
    return new Totals(joules + leakage * ended, ended, area, interval, noise, amounts);
  }

  private static long key(int operation, int device) {
    return (long) operation * Instance.MOST_DEVICES + device;
  }
}
