package org.bitline.api.device;

import java.util.SortedMap;

/**
 * One component of a device as the cost library gives it for the parameters asked for.
 *
 * @param name the library's row, e.g. {@code adc/isaac}
 * @param node technology node as text, e.g. {@code 32 nm}
 * @param area of one, in square metres
 * @param leakage of one, in watts
 * @param actions action name to its price
 */
public record Component(
    String name, String node, Figure area, Figure leakage, SortedMap<String, Action> actions) {

  /**
   * The price of an action.
   *
   * @param energy joules per unit of the ledger's amount
   * @param latency seconds for one
   * @param per what one unit is: "conversion", "bit", "array read", …
   */
  public record Action(Figure energy, Figure latency, String per) {}

  /**
   * The action of that name.
   *
   * @throws IllegalArgumentException where the component has none
   */
  public Action action(String action) {
    Action found = actions.get(action);
    if (found == null) {
      throw new IllegalArgumentException(
          "component " + name + " has no action " + action + "; it has " + actions.keySet());
    }
    return found;
  }
}
