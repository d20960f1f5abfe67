package org.bitline.api.workload;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Operations in an order in which they can run.
 *
 * @param operations each takes only results of earlier ones
 * @param output id of the operation whose result is the workload's
 */
public record Graph(List<Operation> operations, String output) {

  /** The name of the graph's input in {@link Operation#inputs}. */
  public static final String INPUT = "input";

  public Graph {
    operations = List.copyOf(operations);
    Set<String> known = new HashSet<>(Set.of(INPUT));
    for (Operation operation : operations) {
      for (String input : operation.inputs()) {
        if (!known.contains(input)) {
          throw new IllegalArgumentException(
              operation.id() + " takes " + input + ", which no earlier operation gives");
        }
      }
      if (!known.add(operation.id())) {
        throw new IllegalArgumentException("two operations are called " + operation.id());
      }
    }
    if (!known.contains(output)) {
      throw new IllegalArgumentException("no operation is called " + output);
    }
  }

  public Operation operation(String id) {
    return operations.stream()
        .filter(o -> o.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no operation is called " + id));
  }
}
