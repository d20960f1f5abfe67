package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A layer's operations in arrays, and what of the schedule still matters after each of them.
 *
 * <p>A resource in time matters while a later operation of the layer, or a move to one, may occupy
 * it; the time at which a result is ready matters while a later operation of the layer reads it.
 */
final class LayerTables {

  final int first;
  final int size;

  /** Choices of each operation that are within the devices allowed. */
  final Instance.Choice[][] choices;

  final int[][] inputs;

  /** Items that live before each operation, and after the last. */
  final int[][] live;

  /** Those of them that are results which the layer still reads. */
  final int[][] timed;

  /** Resources in time that at least two jobs of the layer may occupy. */
  final int[] contested;

  /** Place of a resource among the contested, or {@link Dimensions#NONE}. */
  final int[] place;

  /** The last operation of the layer that may occupy a contested resource. */
  final int[] lastUse;

  /** Whether a contested resource is a link. */
  final boolean[] link;

  LayerTables(Instance instance, Live items, int first, int end, int mask) {
    this.first = first;
    this.size = end - first;
    this.choices = new Instance.Choice[size][];
    this.inputs = new int[size][];
    this.live = new int[size + 1][];
    this.timed = new int[size + 1][];
    for (int i = 0; i <= size; i++) {
      int position = first + i;
      live[i] = items.before(position);
      timed[i] =
          Arrays.stream(live[i])
              .filter(items::isResult)
              .filter(item -> reads(instance, item, position, end))
              .toArray();
    }
    int[] users = new int[instance.resources().size()];
    int[] last = new int[users.length];
    for (int i = 0; i < size; i++) {
      Instance.Operation operation = instance.operations().get(first + i);
      choices[i] =
          operation.choices().stream()
              .filter(c -> (mask >> c.device() & 1) != 0)
              .toArray(Instance.Choice[]::new);
      inputs[i] = operation.inputs().stream().mapToInt(Integer::intValue).distinct().toArray();
      for (int resource : users(instance, i)) {
        users[resource]++;
        last[resource] = i;
      }
    }
    this.contested = IntStream.range(0, users.length).filter(r -> users[r] > 1).toArray();
    this.place = new int[users.length];
    this.lastUse = new int[contested.length];
    this.link = new boolean[contested.length];
    Set<Integer> links = links(instance);
    Arrays.fill(place, Dimensions.NONE);
    for (int c = 0; c < contested.length; c++) {
      place[contested[c]] = c;
      lastUse[c] = last[contested[c]];
      link[c] = links.contains(contested[c]);
    }
  }

  private static Set<Integer> links(Instance instance) {
    return instance.operations().stream()
        .flatMap(o -> o.moves().stream())
        .map(Instance.Move::link)
        .collect(Collectors.toSet());
  }

  private static boolean reads(Instance instance, int item, int from, int end) {
    for (int i = from; i < end; i++) {
      if (instance.operations().get(i).inputs().contains(item)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Resources that the operation, or moves to it, may occupy; one that several may, several times.
   */
  private List<Integer> users(Instance instance, int i) {
    List<Integer> users = new ArrayList<>();
    for (Instance.Choice choice : choices[i]) {
      users.addAll(choice.busy());
      for (int input : inputs[i]) {
        Instance.Operation producer = instance.operations().get(input);
        producer.moves().stream()
            .filter(m -> m.to() == choice.device())
            .forEach(m -> users.add(m.link()));
      }
    }
    return users;
  }

  /**
   * All that the ways to place the layer depend on: layers of equal signature have equal ways.
   *
   * <p>Results from before the layer are named by their place among the live ones, those of the
   * layer by theirs in it.
   */
  List<Object> signature(Instance instance, Dimensions dimensions) {
    List<Object> signature = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Instance.Operation operation = instance.operations().get(first + i);
      for (Instance.Choice choice : choices[i]) {
        signature.add(choice.device());
        signature.add(choice.energyJoules());
        signature.add(choice.latencySeconds());
        signature.add(dimensions.noise == Dimensions.NONE ? 0.0 : choice.noise());
        signature.add(choice.footprint());
        signature.add(choice.busy().stream().map(r -> name(r, dimensions)).toList());
      }
      for (int input : inputs[i]) {
        signature.add(relative(input));
        for (Instance.Move move : instance.operations().get(input).moves()) {
          signature.add(List.of(move.from(), move.to(), name(move.link(), dimensions)));
          signature.add(move.energyJoules());
          signature.add(move.latencySeconds());
        }
      }
      // A shared weight ties layers together: no two are alike then.
      signature.add(operation.weight().isPresent() ? first + i : Dimensions.NONE);
    }
    for (int[] items : live) {
      signature.add(Arrays.stream(items).map(this::relative).boxed().toList());
    }
    return signature;
  }

  private int relative(int item) {
    if (item >= first) {
      return item - first;
    }
    for (int k = 0; k < live[0].length; k++) {
      if (live[0][k] == item) {
        return Dimensions.NONE - 1 - k;
      }
    }
    throw new IllegalStateException("item " + item + " does not live here");
  }

  private List<Integer> name(int resource, Dimensions dimensions) {
    return List.of(place[resource], dimensions.load[resource]);
  }
}
