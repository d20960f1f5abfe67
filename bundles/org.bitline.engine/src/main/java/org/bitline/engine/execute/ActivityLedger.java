package org.bitline.engine.execute;

import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.device.Ledger;

/** A ledger in memory. Amounts are kept per component and action, in order of their names. */
public final class ActivityLedger implements Ledger {

  private final TreeMap<Key, Double> sums = new TreeMap<>();
  private final TreeMap<Key, Double> maxima = new TreeMap<>();
  private final TreeMap<Bin, Long> bins = new TreeMap<>();
  private final TreeMap<String, SortedMap<Key, Double>> alternatives = new TreeMap<>();

  /** A component's action. */
  public record Key(String component, String action) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = component.compareTo(other.component);
      return order != 0 ? order : action.compareTo(other.action);
    }
  }

  private record Bin(Key key, int number) implements Comparable<Bin> {
    @Override
    public int compareTo(Bin other) {
      int order = key.compareTo(other.key);
      return order != 0 ? order : Integer.compare(number, other.number);
    }
  }

  @Override
  public void add(String component, String action, double amount) {
    check(component, action, amount);
    sums.merge(new Key(component, action), amount, Double::sum);
  }

  @Override
  public void max(String component, String action, double amount) {
    check(component, action, amount);
    maxima.merge(new Key(component, action), amount, Math::max);
  }

  @Override
  public void histogram(String component, String action, int bin, long count) {
    check(component, action, count);
    bins.merge(new Bin(new Key(component, action), bin), count, Long::sum);
  }

  @Override
  public void alternative(String reckoning, String component, String action, double amount) {
    check(component, action, amount);
    alternatives
        .computeIfAbsent(reckoning, r -> new TreeMap<>())
        .merge(new Key(component, action), amount, Double::sum);
  }

  private static void check(String component, String action, double amount) {
    if (!(amount >= 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException(
          "the amount of "
              + component
              + " "
              + action
              + " is "
              + amount
              + "; it must be finite and at least 0");
    }
  }

  /** Adds all that another ledger holds. */
  public void merge(ActivityLedger other) {
    other.sums.forEach((key, amount) -> sums.merge(key, amount, Double::sum));
    other.maxima.forEach((key, amount) -> maxima.merge(key, amount, Math::max));
    other.bins.forEach((bin, count) -> bins.merge(bin, count, Long::sum));
    other.alternatives.forEach(
        (reckoning, amounts) ->
            amounts.forEach(
                (key, amount) ->
                    alternatives
                        .computeIfAbsent(reckoning, r -> new TreeMap<>())
                        .merge(key, amount, Double::sum)));
  }

  /** The same, so many times; maxima stay. */
  public ActivityLedger times(int count) {
    ActivityLedger product = new ActivityLedger();
    sums.forEach((key, amount) -> product.sums.put(key, amount * count));
    product.maxima.putAll(maxima);
    bins.forEach((bin, number) -> product.bins.put(bin, number * count));
    alternatives.forEach(
        (reckoning, amounts) ->
            amounts.forEach(
                (key, amount) ->
                    product.alternative(reckoning, key.component(), key.action(), amount * count)));
    return product;
  }

  public SortedMap<Key, Double> sums() {
    return sums;
  }

  /** What other ways of reckoning give, by their names. */
  public SortedMap<String, SortedMap<Key, Double>> alternatives() {
    return alternatives;
  }

  public SortedMap<Key, Double> maxima() {
    return maxima;
  }
}
