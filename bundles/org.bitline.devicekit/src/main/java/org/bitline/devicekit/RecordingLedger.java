package org.bitline.devicekit;

import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.device.Ledger;

/** Keeps what a device writes down, by {@code "component action"}. */
final class RecordingLedger implements Ledger {

  private final SortedMap<String, Double> sums = new TreeMap<>();
  private final SortedMap<String, Double> maxima = new TreeMap<>();
  private final SortedMap<String, String> components = new TreeMap<>();

  @Override
  public void add(String component, String action, double amount) {
    sums.merge(key(component, action, amount), amount, Double::sum);
  }

  @Override
  public void max(String component, String action, double amount) {
    maxima.merge(key(component, action, amount), amount, Math::max);
  }

  @Override
  public void histogram(String component, String action, int bin, long count) {
    key(component, action, count);
  }

  private String key(String component, String action, double amount) {
    String key = component + " " + action;
    if (!(amount >= 0) || Double.isInfinite(amount)) {
      throw new AssertionError("the amount of " + key + " is " + amount);
    }
    components.put(key, component);
    return key;
  }

  /** Amounts by {@code "component action"}. */
  SortedMap<String, Double> sums() {
    return sums;
  }

  SortedMap<String, Double> maxima() {
    return maxima;
  }

  /** {@code "component action"} to the component, for all that was written. */
  SortedMap<String, String> components() {
    return components;
  }
}
