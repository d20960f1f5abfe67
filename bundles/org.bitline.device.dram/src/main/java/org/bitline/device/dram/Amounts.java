package org.bitline.device.dram;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bitline.api.device.Ledger;

/** Amounts of activity by component and action, in the order in which they were first named. */
final class Amounts {

  private record Key(String role, String action) {}

  private final Map<Key, Double> sums = new LinkedHashMap<>();

  Amounts add(String role, String action, double amount) {
    sums.merge(new Key(role, action), amount, Double::sum);
    return this;
  }

  /** Adds another, so many times. */
  Amounts add(Amounts other, double times) {
    other.sums.forEach((key, amount) -> add(key.role(), key.action(), amount * times));
    return this;
  }

  void writeTo(Ledger ledger) {
    sums.forEach((key, amount) -> ledger.add(key.role(), key.action(), amount));
  }
}
