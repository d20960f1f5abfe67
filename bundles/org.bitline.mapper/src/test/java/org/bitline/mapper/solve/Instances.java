package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;

/** Random instances, and the answer to small ones by trying all assignments. */
final class Instances {

  private final Random random;
  private final int devices;
  private final List<String> resources = new ArrayList<>();

  private Instances(long seed, int devices) {
    this.random = new Random(seed);
    this.devices = devices;
  }

  /** Operations in layers, each reading one to three earlier results, with all that can be said. */
  static Instance random(long seed, int operations, int devices, int layers) {
    return new Instances(seed, devices).make(operations, layers);
  }

  private Instance make(int operations, int layers) {
    List<Instance.Device> made = new ArrayList<>();
    for (int d = 0; d < devices; d++) {
      resources.add("device" + d);
      made.add(device(d, operations));
    }
    for (int d = 0; d < devices; d++) {
      for (int e = d + 1; e < devices; e++) {
        resources.add("link" + d + e);
      }
    }
    boolean serial = random.nextInt(4) == 0;
    List<Instance.Operation> list = new ArrayList<>();
    for (int i = 0; i < operations; i++) {
      list.add(operation(i, operations, layers, serial));
    }
    return new Instance(made, resources, list);
  }

  private Instance.Device device(int d, int operations) {
    double watts = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 3;
    double metres = random.nextDouble() * 5;
    double wattsPerTile = random.nextInt(2) * random.nextDouble() * 2;
    double metresPerTile = random.nextInt(2) * random.nextDouble() * 3;
    int perTile = 1 + random.nextInt(12);
    long capacity = random.nextInt(2) == 0 ? Long.MAX_VALUE : 5 + random.nextInt(5 * operations);
    return new Instance.Device(
        "d" + d,
        List.of("arrays", "bytes"),
        List.of(capacity, random.nextInt(3) == 0 ? 40L : Long.MAX_VALUE),
        used -> {
          double tiles = Math.ceil((double) used.get(0) / perTile) + (used.get(1) > 30 ? 2 : 0);
          return new Instance.Holding(metres + tiles * metresPerTile, watts + tiles * wattsPerTile);
        });
  }

  private Instance.Operation operation(int i, int operations, int layers, boolean serial) {
    List<Integer> inputs = new ArrayList<>();
    for (int k = 0; k < Math.min(i, 1 + random.nextInt(3)); k++) {
      inputs.add(Math.max(0, i - 1 - random.nextInt(3)));
    }
    List<Instance.Choice> choices = new ArrayList<>();
    int must = random.nextInt(devices);
    for (int d = 0; d < devices; d++) {
      if (d == must || random.nextInt(5) > 0) {
        choices.add(
            new Instance.Choice(
                d,
                random.nextDouble() * 10,
                random.nextDouble() * 2,
                serial ? List.of(0) : random.nextInt(4) == 0 ? List.of() : List.of(d),
                List.of((long) random.nextInt(10), (long) random.nextInt(10)),
                random.nextInt(2) * random.nextDouble()));
      }
    }
    List<Instance.Move> moves = new ArrayList<>();
    for (int d = 0; d < devices; d++) {
      for (int e = 0; e < devices; e++) {
        if (d != e && random.nextInt(12) > 0) {
          int link = serial ? 0 : resources.indexOf("link" + Math.min(d, e) + Math.max(d, e));
          moves.add(new Instance.Move(d, e, link, random.nextDouble() * 4, random.nextDouble()));
        }
      }
    }
    OptionalInt weight =
        random.nextInt(6) == 0 ? OptionalInt.of(random.nextInt(2)) : OptionalInt.empty();
    return new Instance.Operation(
        "op" + i, i * layers / operations, inputs, weight, choices, moves);
  }

  /** The least cost by trying all assignments; empty where none keeps the limits. */
  static Optional<Totals> bruteForce(Instance given, Target target) {
    Instance instance = Grid.onGrid(given);
    int n = instance.operations().size();
    int d = instance.devices().size();
    Optional<Totals> best = Optional.empty();
    for (long code = 0; code < Math.pow(d, n); code++) {
      int[] devices = new int[n];
      long rest = code;
      for (int i = 0; i < n; i++) {
        devices[i] = (int) (rest % d);
        rest /= d;
      }
      Optional<Totals> totals = Evaluation.of(instance, devices).filter(target::allows);
      if (totals.isPresent()
          && (best.isEmpty()
              || totals.get().of(target.objective()) < best.get().of(target.objective()))) {
        best = totals;
      }
    }
    return best;
  }

  /** Limits between what is hard and what is easy, on some quantities. */
  static Target target(Instance instance, long seed) {
    Random random = new Random(seed * 31 + 7);
    Quantity[] all = Quantity.values();
    Target target = Target.least(all[random.nextInt(all.length)]);
    List<Totals> samples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int[] devices =
          instance.operations().stream()
              .mapToInt(o -> o.choices().get(random.nextInt(o.choices().size())).device())
              .toArray();
      Evaluation.of(instance, devices).ifPresent(samples::add);
    }
    TreeMap<Quantity, Double> limits = new TreeMap<>();
    for (Quantity quantity : all) {
      if (random.nextInt(3) == 0 && !samples.isEmpty()) {
        double[] values = samples.stream().mapToDouble(t -> t.of(quantity)).sorted().toArray();
        limits.put(quantity, values[random.nextInt(1 + values.length / 3)]);
      }
    }
    return new Target(target.objective(), limits);
  }
}
