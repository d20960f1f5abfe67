package org.bitline.mapper.solve;

import java.util.List;
import java.util.Optional;

/**
 * One way to run an operation: whole on a device, or its matrix cut by columns into parts on
 * several devices, whose results a gather puts side by side.
 *
 * @param tiles whole tiles of columns on each device; empty where the operation is not cut into
 *     tiles
 * @param parts in order of columns, at least one; several are on different devices
 * @param gather what puts the results together; empty for one part
 * @param moves how the result gets from where it is made to other devices
 */
public record Cut(
    List<Integer> tiles,
    List<Part> parts,
    Optional<Instance.Choice> gather,
    List<Instance.Move> moves) {

  public Cut {
    tiles = List.copyOf(tiles);
    parts = List.copyOf(parts);
    moves = List.copyOf(moves);
    if (parts.isEmpty() || parts.size() > 1 != gather.isPresent()) {
      throw new IllegalArgumentException("several parts are gathered, one is not");
    }
  }

  /**
   * A part.
   *
   * @param move how its result gets to the gather's device; empty where it is made there, or there
   *     is no gather
   */
  public record Part(Instance.Choice choice, Optional<Instance.Move> move) {}

  /** The operation as it is, on one device. */
  public static Cut whole(Instance.Operation operation, Instance.Choice choice) {
    return new Cut(
        List.of(),
        List.of(new Part(choice, Optional.empty())),
        Optional.empty(),
        operation.moves());
  }

  /** The device that the result is on when the operation has ended. */
  int home() {
    return gather.orElse(parts.get(0).choice()).device();
  }

  boolean divides() {
    return gather.isPresent();
  }

  /** How the result gets from {@link #home} to another device. */
  Optional<Instance.Move> move(int to) {
    int from = home();
    return moves.stream().filter(m -> m.from() == from && m.to() == to).findFirst();
  }
}
