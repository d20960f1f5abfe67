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

  /**
   * Adds an amount as another way of reckoning the same activity gives it, such as assumed instead
   * of measured densities. It is kept beside the amounts that count, priced by the same table, and
   * shown with the difference that it makes. A device that tells alternatives of an action tells
   * them in all its reckonings, the one that counts among them.
   *
   * @param reckoning its name, e.g. "exact", "averaged", "fixed"
   */
  default void alternative(String reckoning, String component, String action, double amount) {}
}
