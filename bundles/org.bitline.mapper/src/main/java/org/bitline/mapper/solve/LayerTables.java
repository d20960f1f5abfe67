package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    Arrays.fill(place, Dimensions.NONE);
    for (int c = 0; c < contested.length; c++) {
      place[contested[c]] = c;
      lastUse[c] = last[contested[c]];
    }
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
}
