package org.bitline.engine.price;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bitline.engine.execute.ActivityLedger;
import org.bitline.engine.execute.ActivityLedger.Key;
import org.bitline.engine.plan.DeviceModels;

/**
 * Energy of devices in the ways of reckoning that they tell side by side ({@code
 * Ledger.alternative}), without leakage and transfers.
 */
final class Reckonings {

  private final Prices prices = new Prices();
  private final SortedMap<String, Double> counted = new TreeMap<>();
  private final SortedMap<String, Double> common = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, SortedMap<String, Double>>> parts =
      new TreeMap<>();

  /** Adds an operation's activity. */
  void add(DeviceModels.Built device, ActivityLedger ledger) {
    Set<Key> told = new TreeSet<>();
    ledger.alternatives().values().forEach(amounts -> told.addAll(amounts.keySet()));
    SortedMap<Key, Double> rest = new TreeMap<>(ledger.sums());
    rest.keySet().removeAll(told);
    counted.merge(device.name(), sum(prices.energy(device, ledger.sums())), Double::sum);
    common.merge(device.name(), sum(prices.energy(device, rest)), Double::sum);
    ledger
        .alternatives()
        .forEach(
            (reckoning, amounts) ->
                prices
                    .energy(device, amounts)
                    .forEach((part, joules) -> add(device.name(), reckoning, part, joules)));
  }

  private void add(String device, String reckoning, String part, double joules) {
    parts
        .computeIfAbsent(device, d -> new TreeMap<>())
        .computeIfAbsent(reckoning, r -> new TreeMap<>())
        .merge(part.substring(device.length() + 1) + "_J", joules, Double::sum);
  }

  /**
   * Device to what counts, and to each reckoning: its components that differ, the total, and how
   * far that is from what counts, as a fraction. Empty where no device tells any.
   */
  SortedMap<String, Object> facts() {
    SortedMap<String, Object> facts = new TreeMap<>();
    parts.forEach(
        (device, reckonings) -> {
          double counts = counted.get(device);
          Map<String, Object> own = new LinkedHashMap<>();
          own.put("counted_J", counts);
          reckonings.forEach(
              (reckoning, components) -> {
                double total = common.get(device) + sum(components);
                Map<String, Object> one = new LinkedHashMap<>(components);
                one.put("total_J", total);
                one.put("relative_difference", counts == 0 ? 0 : total / counts - 1);
                own.put(reckoning, one);
              });
          facts.put(device, own);
        });
    return facts;
  }

  private static double sum(Map<String, Double> parts) {
    return parts.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
