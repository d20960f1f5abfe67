package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All ways to place a layer that can be part of a best assignment.
 *
 * <p>The layer's operations are placed in order. A partial placement carries its sums, the times at
 * which contested resources are free and live results ready, and when its last job ends. With the
 * same live items in the same places, one that is not larger than another in any of these numbers
 * cannot come out worse, whatever follows: a list schedule in a fixed order is made of maxima and
 * sums, which do not fall when an argument rises. So the other is dropped (and with it, exactly,
 * all choices without consequence). At the layer's end the times fall away and the rest is a {@link
 * Column}.
 */
final class LayerSearch {

  private final Instance instance;
  private final Live items;
  private final Dimensions dimensions;
  private final LayerTables layer;
  private final Effort effort;
  private final int deviceCount;
  private final Instance.Move[][][] moves;

  // The partial placement that is being continued.
  private final int[] code;
  private final double[][] ready;
  private final double[] free;
  private double ended;

  // Bounds on what follows it.
  private final double[] from;
  private double earliestStart;
  private double earliestMove;
  private double earliestEnd;

  private record Partial(double[] numbers, State state, Partial before, int device) {}

  LayerSearch(
      Instance instance, Live items, Dimensions dimensions, LayerTables layer, Effort effort) {
    this.instance = instance;
    this.items = items;
    this.dimensions = dimensions;
    this.layer = layer;
    this.effort = effort;
    this.deviceCount = instance.devices().size();
    this.code = new int[items.count()];
    this.ready = new double[items.count()][deviceCount];
    this.free = new double[layer.contested.length];
    this.from = new double[items.count()];
    this.moves = moves();
  }

  private Instance.Move[][][] moves() {
    Instance.Move[][][] table = new Instance.Move[items.count()][][];
    for (int[] inputs : layer.inputs) {
      for (int input : inputs) {
        table[input] = new Instance.Move[deviceCount][deviceCount];
        for (Instance.Move move : instance.operations().get(input).moves()) {
          table[input][move.from()][move.to()] = move;
        }
      }
    }
    return table;
  }

  /** A column before its states have numbers. */
  record Way(State leave, double[] sums, int[] devices) {}

  /**
   * The ways to place the layer from a state, none of which dominates another of the same end.
   *
   * @return fewer, or none, where the effort is spent
   */
  List<Way> ways(State enter) {
    double[] start = new double[length(0)];
    Map<State, List<Partial>> partials = new LinkedHashMap<>();
    partials.put(enter, List.of(new Partial(start, enter, null, 0)));
    for (int i = 0; i < layer.size; i++) {
      Map<State, List<Partial>> next = new LinkedHashMap<>();
      for (List<Partial> same : partials.values()) {
        for (Partial partial : same) {
          place(partial, i, next);
        }
      }
      next.replaceAll((state, list) -> Frontier.of(list, Partial::numbers, effort));
      partials = next;
      if (effort.left() == 0) {
        return List.of();
      }
    }
    return finish(partials);
  }

  private List<Way> finish(Map<State, List<Partial>> partials) {
    List<Way> ways = new ArrayList<>();
    partials.forEach(
        (state, list) -> {
          List<Way> own = new ArrayList<>();
          for (Partial partial : list) {
            double[] sums = Arrays.copyOf(partial.numbers(), dimensions.size);
            if (dimensions.latency != Dimensions.NONE) {
              sums[dimensions.latency] = partial.numbers()[dimensions.size];
            }
            own.add(new Way(state, sums, devices(partial)));
          }
          ways.addAll(Frontier.of(own, Way::sums, effort));
        });
    return ways;
  }

  private int[] devices(Partial last) {
    int[] devices = new int[layer.size];
    Partial partial = last;
    for (int i = layer.size - 1; i >= 0; i--) {
      devices[i] = partial.device();
      partial = partial.before();
    }
    return devices;
  }

  private int length(int i) {
    return dimensions.latency == Dimensions.NONE
        ? dimensions.size
        : dimensions.size + 1 + free.length + layer.timed[i].length * deviceCount;
  }

  private void place(Partial partial, int i, Map<State, List<Partial>> next) {
    for (Instance.Choice choice : layer.choices[i]) {
      double[] sums = Arrays.copyOf(partial.numbers(), dimensions.size);
      decode(partial, i);
      if (run(i, choice, sums)) {
        effort.spend(1);
        State state = state(i + 1);
        next.computeIfAbsent(state, s -> new ArrayList<>())
            .add(new Partial(encode(i + 1, sums), state, partial, choice.device()));
      }
    }
  }

  private void decode(Partial partial, int i) {
    int[] live = layer.live[i];
    for (int k = 0; k < live.length; k++) {
      code[live[k]] = partial.state().code(k);
    }
    if (dimensions.latency == Dimensions.NONE) {
      return;
    }
    double[] numbers = partial.numbers();
    int at = dimensions.size;
    ended = numbers[at++];
    for (int r = 0; r < free.length; r++) {
      free[r] = numbers[at++];
    }
    for (int item : layer.timed[i]) {
      for (int d = 0; d < deviceCount; d++) {
        ready[item][d] = numbers[at++];
      }
    }
  }

  private double[] encode(int i, double[] sums) {
    double[] numbers = Arrays.copyOf(sums, length(i));
    if (dimensions.latency == Dimensions.NONE) {
      return numbers;
    }
    earliest(i);
    int at = dimensions.size;
    numbers[at++] = Math.max(ended, earliestEnd);
    for (int r = 0; r < free.length; r++) {
      double start = layer.link[r] ? earliestMove : earliestStart;
      numbers[at++] = layer.lastUse[r] < i ? 0 : Math.max(free[r], start);
    }
    for (int item : layer.timed[i]) {
      for (int d = 0; d < deviceCount; d++) {
        numbers[at++] = Live.has(code[item], d) ? ready[item][d] : 0;
      }
    }
    return numbers;
  }

  /**
   * Before what time no later operation or move of the layer can start, and its end cannot be:
   * earlier times at which something is free are as good as that one, and compare as equal.
   */
  private void earliest(int i) {
    earliestStart = Double.POSITIVE_INFINITY;
    earliestMove = Double.POSITIVE_INFINITY;
    earliestEnd = 0;
    for (int item : layer.timed[i]) {
      double least = Double.POSITIVE_INFINITY;
      for (int d = 0; d < deviceCount; d++) {
        least = Live.has(code[item], d) ? Math.min(least, ready[item][d]) : least;
      }
      from[item] = least;
    }
    for (int k = i; k < layer.size; k++) {
      double start = 0;
      for (int input : layer.inputs[k]) {
        start = Math.max(start, from[input]);
        earliestMove = Math.min(earliestMove, from[input]);
      }
      from[layer.first + k] = start;
      earliestStart = Math.min(earliestStart, start);
      earliestEnd = Math.max(earliestEnd, start);
    }
  }

  private State state(int i) {
    int[] live = layer.live[i];
    if (live.length == 0) {
      return State.EMPTY;
    }
    int[] codes = new int[live.length];
    for (int k = 0; k < live.length; k++) {
      codes[k] = code[live[k]];
    }
    return new State(codes);
  }

  private boolean run(int i, Instance.Choice choice, double[] sums) {
    int device = choice.device();
    double start = 0;
    for (int input : layer.inputs[i]) {
      if (!Live.has(code[input], device) && !move(input, device, sums)) {
        return false;
      }
      start = Math.max(start, ready[input][device]);
    }
    double end = occupy(choice, start, sums);
    int self = layer.first + i;
    if (items.lastUse(self) > self) {
      code[self] = Live.code(device, 1 << device);
      Arrays.fill(ready[self], 0);
      ready[self][device] = end;
    }
    add(sums, dimensions.energy, choice.energyJoules());
    add(sums, dimensions.noise, choice.noise());
    return hold(self, choice, sums);
  }

  private boolean move(int input, int device, double[] sums) {
    int origin = Live.origin(code[input]);
    Instance.Move move = moves[input][origin][device];
    if (move == null) {
      return false;
    }
    int link = layer.place[move.link()];
    double start = ready[input][origin];
    double end =
        (link == Dimensions.NONE ? start : Math.max(start, free[link])) + move.latencySeconds();
    if (link != Dimensions.NONE) {
      free[link] = end;
    }
    ended = Math.max(ended, end);
    ready[input][device] = end;
    code[input] |= 1 << device;
    add(sums, dimensions.energy, move.energyJoules());
    add(sums, dimensions.load[move.link()], move.latencySeconds());
    return true;
  }

  private double occupy(Instance.Choice choice, double ready, double[] sums) {
    double start = ready;
    for (int resource : choice.busy()) {
      int place = layer.place[resource];
      start = place == Dimensions.NONE ? start : Math.max(start, free[place]);
    }
    double end = start + choice.latencySeconds();
    for (int resource : choice.busy()) {
      if (layer.place[resource] != Dimensions.NONE) {
        free[layer.place[resource]] = end;
      }
      add(sums, dimensions.load[resource], choice.latencySeconds());
    }
    if (dimensions.peak != Dimensions.NONE && !choice.busy().isEmpty()) {
      sums[dimensions.peak] = Math.max(sums[dimensions.peak], choice.latencySeconds());
    }
    ended = Math.max(ended, end);
    return end;
  }

  /** Counts what is held; false where the layer alone is too much for the device. */
  private boolean hold(int self, Instance.Choice choice, double[] sums) {
    Instance.Operation operation = instance.operations().get(self);
    int device = choice.device();
    if (operation.weight().isPresent()) {
      int weight = items.item(operation.weight().getAsInt());
      int devices = firstUse(weight, self) ? 0 : code[weight];
      code[weight] = devices | 1 << device;
      if (Live.has(devices, device)) {
        return true;
      }
    }
    for (int r = 0; r < choice.footprint().size(); r++) {
      int at = dimensions.hold[device][r];
      add(sums, at, choice.footprint().get(r));
      if (at != Dimensions.NONE && sums[at] > instance.devices().get(device).capacity().get(r)) {
        return false;
      }
    }
    return true;
  }

  private boolean firstUse(int weight, int operation) {
    return items.firstUse(weight) == operation;
  }

  private static void add(double[] sums, int place, double amount) {
    if (place != Dimensions.NONE) {
      sums[place] += amount;
    }
  }
}
