package org.bitline.api.device;

/**
 * Where activity is written down. Prices are applied once, afterwards, from the device's {@link
 * CostTable}: no energy is computed in a hot loop. Not for use by two threads at once; the caller
 * gives each its own and merges them in a fixed order.
 *
 * <p>Cells that wear out are the component {@code cell} and their writes its action {@code write}:
 * from these come a result's writes per inference, worst cell and lifetime.
 */
public interface Ledger {

  /**
   * Adds an amount to an action.
   *
   * @param component a role of the device's cost table
   * @param action an action of that component
   * @param amount in the unit that the action is priced by, at least 0
   */
  void add(String component, String action, double amount);

  /** Keeps the largest amount seen: writes of the most-written cell. */
  void max(String component, String action, double amount);

  /** Counts an event in a numbered bin: ADC codes, currents, where a price is not linear. */
  void histogram(String component, String action, int bin, long count);
}
