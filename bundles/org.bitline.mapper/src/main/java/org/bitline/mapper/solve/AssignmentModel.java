package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.bitline.mapper.solve.LinearModel.Sum;

/**
 * An instance and a target as a linear programme over operations and edges.
 *
 * <p>Variables: x[o,d], operation o on device d, Σ_d x = 1. On each edge y[i,j], from device i to
 * device j, with both ends as margins: Σ_j y = x of the producer, Σ_i y = x of the consumer. m[i,j]
 * of a result, that it moves: at least y of each of its edges. h[w,d] of a weight that several
 * operations share, at least x of each. v[d], that a device is used, at least x of each operation.
 * f[o], an operation's end from the start of its layer: at least the end of each input in the layer
 * plus its move plus its own time. T of each layer: at least each f, and the load of each resource.
 * t: at least the load of each resource over all layers. Area and leakage are v times their value
 * at nothing held, plus the slopes of {@link Holdings}. Leakage times latency is at least s·W + w·T
 * − w·s for any s and w below every latency T and leakage W (McCormick, 1976).
 *
 * <p>With x, y, m, h and v whole, without leakage and steps, and with one resource that all jobs
 * occupy, the programme is the problem itself; else it is below it.
 */
final class AssignmentModel {

  private final Instance instance;
  private final Target target;
  private final List<Holdings> holdings = new ArrayList<>();
  private final LinearModel model = new LinearModel();
  private final Sum joules = new Sum();
  private final Sum noise = new Sum();
  private final Sum seconds = new Sum();
  private final Sum leakage = new Sum();
  private final Sum area = new Sum();
  private final List<Sum> loads = new ArrayList<>();
  private final Map<Integer, List<Sum>> layerLoads = new LinkedHashMap<>();
  private final Set<Integer> counted = new HashSet<>();
  private double joulesUnit;
  private double secondsUnit;

  private AssignmentModel(Instance instance, Target target) {
    this.instance = instance;
    this.target = target;
    for (int d = 0; d < instance.devices().size(); d++) {
      holdings.add(Holdings.of(instance, d));
    }
    instance.resources().forEach(r -> loads.add(new Sum()));
  }

  static LinearModel of(Instance instance, Target target) {
    return new AssignmentModel(instance, target).build();
  }

  private LinearModel build() {
    units();
    for (int i = 0; i < instance.operations().size(); i++) {
      choices(i);
    }
    for (int i = 0; i < instance.operations().size(); i++) {
      for (int input : instance.operations().get(i).inputs().stream().distinct().toList()) {
        edge(input, i);
      }
    }
    devices();
    if (target.concerns(Quantity.LATENCY) || target.concerns(Quantity.ENERGY)) {
      schedule();
    }
    target.limits().keySet().forEach(this::limit);
    objective();
    return model;
  }

  private void units() {
    int n = instance.operations().size();
    for (Instance.Operation o : instance.operations()) {
      joulesUnit += o.choices().stream().mapToDouble(c -> c.energyJoules()).max().orElse(0) / n;
      secondsUnit += o.choices().stream().mapToDouble(c -> c.latencySeconds()).max().orElse(0) / n;
    }
    joulesUnit = joulesUnit > 0 ? joulesUnit : 1;
    secondsUnit = secondsUnit > 0 ? secondsUnit : 1;
  }

  private int x(int operation, int device) {
    return model.variable(true, "x", operation, device);
  }

  private void choices(int i) {
    Instance.Operation operation = instance.operations().get(i);
    Sum one = new Sum();
    for (Instance.Choice choice : operation.choices()) {
      int x = x(i, choice.device());
      one.add(1, x);
      joules.add(choice.energyJoules(), x);
      noise.add(choice.noise(), x);
      for (int resource : choice.busy()) {
        load(operation.layer(), resource, choice.latencySeconds(), x);
      }
      hold(i, operation, choice, x);
    }
    model.equal(one, 1);
  }

  private void load(int layer, int resource, double time, int variable) {
    loads.get(resource).add(time, variable);
    layerLoads(layer).get(resource).add(time, variable);
  }

  private void hold(int i, Instance.Operation operation, Instance.Choice choice, int x) {
    int held = x;
    boolean first = true;
    if (operation.weight().isPresent()) {
      held = shared(operation.weight().getAsInt(), choice.device());
      model.atMost(new Sum().add(1, x).add(-1, held), 0, 1);
      first = counted.add(held);
    }
    if (!first) {
      return;
    }
    Holdings of = holdings.get(choice.device());
    for (int r = 0; r < choice.footprint().size(); r++) {
      double amount = choice.footprint().get(r);
      leakage.add(of.leakage().slope()[r] * amount, held);
      area.add(of.area().slope()[r] * amount, held);
    }
  }

  private void edge(int producer, int consumer) {
    Instance.Operation from = instance.operations().get(producer);
    Instance.Operation to = instance.operations().get(consumer);
    for (Instance.Choice i : from.choices()) {
      Sum margin = new Sum().add(-1, x(producer, i.device()));
      for (Instance.Choice j : to.choices()) {
        if (i.device() == j.device() || from.move(i.device(), j.device()).isPresent()) {
          margin.add(1, y(producer, consumer, i.device(), j.device()));
        }
      }
      model.equal(margin, 0);
    }
    for (Instance.Choice j : to.choices()) {
      Sum margin = new Sum().add(-1, x(consumer, j.device()));
      for (Instance.Choice i : from.choices()) {
        if (i.device() == j.device() || from.move(i.device(), j.device()).isPresent()) {
          margin.add(1, y(producer, consumer, i.device(), j.device()));
          from.move(i.device(), j.device()).ifPresent(m -> moved(producer, consumer, m));
        }
      }
      model.equal(margin, 0);
    }
  }

  private int y(int producer, int consumer, int i, int j) {
    return model.variable(true, "y", producer, consumer, i, j);
  }

  private void moved(int producer, int consumer, Instance.Move move) {
    Instance.Operation from = instance.operations().get(producer);
    int before = model.size();
    int m = model.variable(true, "m", producer, move.from(), move.to());
    if (model.size() > before) {
      joules.add(move.energyJoules(), m);
      loads.get(move.link()).add(move.latencySeconds(), m);
      layerOfReaders(producer)
          .ifPresent(layer -> layerLoads(layer).get(move.link()).add(move.latencySeconds(), m));
    }
    int y = y(producer, consumer, move.from(), move.to());
    model.atMost(new Sum().add(1, y).add(-1, m), 0, 1);
  }

  /** The layer of all readers of a result; of readers in several layers any may be the first. */
  private OptionalInt layerOfReaders(int producer) {
    int[] layers =
        instance.operations().stream()
            .filter(o -> o.inputs().contains(producer))
            .mapToInt(Instance.Operation::layer)
            .distinct()
            .toArray();
    return layers.length == 1 ? OptionalInt.of(layers[0]) : OptionalInt.empty();
  }

  private List<Sum> layerLoads(int layer) {
    return layerLoads.computeIfAbsent(
        layer, l -> instance.resources().stream().map(r -> new Sum()).toList());
  }

  private void devices() {
    for (int d = 0; d < holdings.size(); d++) {
      double watts = holdings.get(d).leakage().atNothing();
      double metres = holdings.get(d).area().atNothing();
      boolean counts =
          watts > 0 && target.concerns(Quantity.ENERGY)
              || metres > 0 && target.concerns(Quantity.AREA);
      if (counts) {
        int v = model.variable(true, "v", d);
        leakage.add(watts, v);
        area.add(metres, v);
        for (int i = 0; i < instance.operations().size(); i++) {
          if (instance.operations().get(i).on(d).isPresent()) {
            model.atMost(new Sum().add(1, x(i, d)).add(-1, v), 0, 1);
          }
        }
      }
      capacity(d);
    }
  }

  private void capacity(int d) {
    Instance.Device device = instance.devices().get(d);
    for (int r = 0; r < device.holds().size(); r++) {
      long capacity = device.capacity().get(r);
      if (capacity != Long.MAX_VALUE) {
        model.atMost(held(d, r), capacity, Math.max(1, capacity));
      }
    }
  }

  private Sum held(int d, int resource) {
    Sum held = new Sum();
    Set<Integer> counted = new HashSet<>();
    for (int i = 0; i < instance.operations().size(); i++) {
      Instance.Operation o = instance.operations().get(i);
      if (o.on(d).isPresent() && (o.weight().isEmpty() || counted.add(o.weight().getAsInt()))) {
        int variable = o.weight().isEmpty() ? x(i, d) : shared(o.weight().getAsInt(), d);
        held.add(o.on(d).get().footprint().get(resource), variable);
      }
    }
    return held;
  }

  private int shared(int weight, int device) {
    return model.variable(true, "h", weight, device);
  }

  /** Times are in units of {@code secondsUnit}. */
  private void schedule() {
    for (int i = 0; i < instance.operations().size(); i++) {
      Instance.Operation o = instance.operations().get(i);
      boolean starts = true;
      for (int input : o.inputs().stream().distinct().toList()) {
        if (instance.operations().get(input).layer() == o.layer()) {
          model.atMost(after(input, i), 0, 1);
          starts = false;
        }
      }
      if (starts) {
        model.atMost(own(i), 0, 1);
      }
      model.atMost(new Sum().add(1, end(i)).add(-1, latency(o.layer())), 0, 1);
    }
    Sum all = new Sum();
    layerLoads.forEach(
        (layer, resources) -> {
          all.add(1, latency(layer));
          seconds.add(secondsUnit, latency(layer));
          for (Sum load : resources) {
            model.atMost(new Sum().add(1 / secondsUnit, load).add(-1, latency(layer)), 0, 1);
          }
        });
    for (Sum load : loads) {
      model.atMost(new Sum().add(1 / secondsUnit, load).add(-1, all), 0, 1);
    }
  }

  /** The operation's own time − its end. */
  private Sum own(int i) {
    Sum own = new Sum().add(-1, end(i));
    for (Instance.Choice c : instance.operations().get(i).choices()) {
      own.add(c.latencySeconds() / secondsUnit, x(i, c.device()));
    }
    return own;
  }

  /** The input's end + its move + the operation's own time − its end. */
  private Sum after(int input, int i) {
    Sum after = own(i).add(1, end(input));
    Instance.Operation from = instance.operations().get(input);
    for (Instance.Move m : from.moves()) {
      if (from.on(m.from()).isPresent() && instance.operations().get(i).on(m.to()).isPresent()) {
        after.add(m.latencySeconds() / secondsUnit, y(input, i, m.from(), m.to()));
      }
    }
    return after;
  }

  private int end(int operation) {
    return model.variable(false, "f", operation);
  }

  private int latency(int layer) {
    return model.variable(false, "T", layer);
  }

  private void limit(Quantity quantity) {
    double limit = target.limit(quantity);
    double unit = limit > 0 ? limit : 1;
    switch (quantity) {
      case ENERGY -> {
        Product product = energy();
        model.atMost(product.sum(), limit - product.constant(), unit);
      }
      case LATENCY -> model.atMost(seconds, limit, unit);
      case AREA -> model.atMost(area, limit, unit);
      case NOISE -> model.atMost(noise, limit, unit);
      case INTERVAL -> loads.forEach(load -> model.atMost(load, limit, unit));
    }
  }

  private void objective() {
    switch (target.objective()) {
      case ENERGY -> {
        Product product = energy();
        model.minimise(product.sum(), product.constant(), joulesUnit);
      }
      case LATENCY -> model.minimise(seconds, 0, secondsUnit);
      case AREA -> model.minimise(area, 0, areaUnit());
      case NOISE -> model.minimise(noise, 0, 1);
      case INTERVAL -> {
        int interval = model.variable(false, "t");
        for (Sum load : loads) {
          model.atMost(new Sum().add(1 / secondsUnit, load).add(-1, interval), 0, 1);
        }
        model.minimise(new Sum().add(secondsUnit, interval), 0, secondsUnit);
      }
    }
  }

  private double areaUnit() {
    double most = holdings.stream().mapToDouble(h -> h.area().most()).max().orElse(0);
    return most > 0 ? most : 1;
  }

  private record Product(Sum sum, double constant) {}

  /** Below the energy: joules + s·W + w·T − w·s. */
  private Product energy() {
    double leastSeconds = leastSeconds();
    double leastWatts = leastWatts();
    Sum sum = new Sum().add(1, joules).add(leastSeconds, leakage).add(leastWatts, seconds);
    return new Product(sum, -leastWatts * leastSeconds);
  }

  /** The longest path of each layer, all operations at their shortest and without moves. */
  private double leastSeconds() {
    Map<Integer, Double> longest = new TreeMap<>();
    double[] ends = new double[instance.operations().size()];
    for (int i = 0; i < ends.length; i++) {
      Instance.Operation o = instance.operations().get(i);
      for (int input : o.inputs()) {
        boolean same = instance.operations().get(input).layer() == o.layer();
        ends[i] = same ? Math.max(ends[i], ends[input]) : ends[i];
      }
      ends[i] += o.choices().stream().mapToDouble(Instance.Choice::latencySeconds).min().orElse(0);
      longest.merge(o.layer(), ends[i], Math::max);
    }
    return longest.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Some operation leaves no choice but devices that leak so much when they are used. */
  private double leastWatts() {
    return instance.operations().stream()
        .mapToDouble(
            o ->
                o.choices().stream()
                    .mapToDouble(c -> holdings.get(c.device()).leakage().atNothing())
                    .min()
                    .orElse(0))
        .max()
        .orElse(0);
  }
}
