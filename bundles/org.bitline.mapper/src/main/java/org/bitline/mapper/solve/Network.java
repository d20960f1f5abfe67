package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of all layers, between the states at their borders. An assignment with the devices of
 * {@code mask} is a path from the one state before the first layer to the one after the last.
 */
final class Network {

  final Dimensions dimensions;
  final int mask;

  /** Columns by layer and number of the state before. */
  final List<List<List<Column>>> layers = new ArrayList<>();

  /** States before each layer, and after the last. */
  final List<Integer> states = new ArrayList<>();

  private Network(Dimensions dimensions, int mask) {
    this.dimensions = dimensions;
    this.mask = mask;
  }

  /**
   * Makes the columns.
   *
   * @return with layers missing where the effort is spent
   */
  static Network of(Instance instance, Dimensions dimensions, int mask, Effort effort) {
    Network network = new Network(dimensions, mask);
    Live items = new Live(instance);
    Map<List<Object>, Map<State, List<LayerSearch.Way>>> known = new HashMap<>();
    Map<State, Integer> enter = new LinkedHashMap<>();
    enter.put(State.EMPTY, 0);
    network.states.add(1);
    int n = instance.operations().size();
    for (int first = 0; first < n && effort.left() > 0; ) {
      int end = network.end(instance, first);
      LayerTables tables = new LayerTables(instance, items, first, end, mask);
      LayerSearch search = new LayerSearch(instance, items, dimensions, tables, effort);
      Map<State, List<LayerSearch.Way>> ways =
          known.computeIfAbsent(
              tables.signature(instance, dimensions), signature -> new HashMap<>());
      enter = network.layer(search, enter, ways);
      first = end;
    }
    return network;
  }

  private Map<State, Integer> layer(
      LayerSearch search, Map<State, Integer> enter, Map<State, List<LayerSearch.Way>> known) {
    Map<State, Integer> leave = new LinkedHashMap<>();
    List<List<Column>> columns = new ArrayList<>();
    enter.forEach(
        (state, number) -> {
          List<Column> from = new ArrayList<>();
          for (LayerSearch.Way way : known.computeIfAbsent(state, search::ways)) {
            Integer before = leave.putIfAbsent(way.leave(), leave.size());
            int to = before == null ? leave.size() - 1 : before;
            from.add(new Column(number, to, way.sums(), way.devices()));
          }
          columns.add(from);
        });
    layers.add(columns);
    states.add(leave.size());
    return leave;
  }

  /** Where the time does not count every operation is a layer of its own: columns are few then. */
  private int end(Instance instance, int first) {
    if (dimensions.latency == Dimensions.NONE) {
      return first + 1;
    }
    int layer = instance.operations().get(first).layer();
    int end = first;
    while (end < instance.operations().size() && instance.operations().get(end).layer() == layer) {
      end++;
    }
    return end;
  }

  /** Whether the last layer can be reached. */
  boolean feasible() {
    return states.get(states.size() - 1) > 0;
  }

  int columnCount() {
    return layers.stream().flatMap(List::stream).mapToInt(List::size).sum();
  }

  /** The sums of a path. */
  double[] sums(List<Column> path) {
    double[] sums = new double[dimensions.size];
    path.forEach(column -> dimensions.add(sums, column.sums()));
    return sums;
  }

  /** The devices of all operations along a path. */
  int[] devices(List<Column> path) {
    return path.stream().flatMapToInt(c -> Arrays.stream(c.devices())).toArray();
  }
}
