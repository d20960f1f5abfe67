package org.bitline.api.device;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Amounts of a device's resources.
 *
 * @param amounts resource ("arrays", "bank rows", "bytes") to an amount
 */
public record Footprint(SortedMap<String, Long> amounts) {

  public static final Footprint NONE = new Footprint(new TreeMap<>());

  public static Footprint of(String resource, long amount) {
    return new Footprint(new TreeMap<>(Map.of(resource, amount)));
  }

  public long of(String resource) {
    return amounts.getOrDefault(resource, 0L);
  }

  public Footprint plus(Footprint other) {
    TreeMap<String, Long> sum = new TreeMap<>(amounts);
    other.amounts.forEach((resource, amount) -> sum.merge(resource, amount, Math::addExact));
    return new Footprint(sum);
  }

  /**
   * So many times this.
   *
   * @throws ArithmeticException where an amount does not fit a long
   */
  public Footprint times(int factor) {
    TreeMap<String, Long> product = new TreeMap<>();
    amounts.forEach(
        (resource, amount) -> product.put(resource, Math.multiplyExact(amount, (long) factor)));
    return new Footprint(product);
  }

  /**
   * A resource of which this takes more than {@code capacity} has; a resource not in it is
   * unlimited.
   */
  public Optional<String> exceeds(Footprint capacity) {
    return amounts.entrySet().stream()
        .filter(e -> capacity.amounts.containsKey(e.getKey()))
        .filter(e -> e.getValue() > capacity.amounts.get(e.getKey()))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
