package org.bitline.device.digital.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * In which order folds run, and how long each streams.
 *
 * @param order of the loops over folds, outermost first
 * @param tile steps of a fold
 */
public record Tiling(List<Axis> order, int tile) {

  public Tiling {
    order = List.copyOf(order);
  }

  /** All orders of the three loops. */
  public static List<List<Axis>> orders() {
    List<List<Axis>> orders = new ArrayList<>();
    for (Axis outer : Axis.values()) {
      for (Axis middle : Axis.values()) {
        for (Axis inner : Axis.values()) {
          if (outer != middle && middle != inner && outer != inner) {
            orders.add(List.of(outer, middle, inner));
          }
        }
      }
    }
    return orders;
  }

  /** Letters of the loops, outermost first: "mnk". */
  public String name() {
    StringBuilder name = new StringBuilder();
    order.forEach(axis -> name.append(axis.name().toLowerCase(Locale.ROOT)));
    return name.toString();
  }
}
