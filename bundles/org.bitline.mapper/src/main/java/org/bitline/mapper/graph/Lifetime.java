package org.bitline.mapper.graph;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.bitline.mapper.solve.Instance;

/**
 * The budget on lifetime as a choice of what may be used.
 *
 * <p>A cell that an inference writes w times, and that endures n writes, lives n/w inferences; one
 * after another they take the latency T each. So lifetime ≥ L exactly where (w/n)·L ≤ T: a slower
 * mapping may wear more. Without choices of larger wear than {@code T / L} every mapping of at
 * least the latency T lives long enough.
 */
final class Lifetime {

  private Lifetime() {}

  /**
   * The instance without the choices that wear too much.
   *
   * @param wear per operation and device, w/n
   * @param most the largest w/n that is left
   * @return with operations that have no choice left out of the question: see {@link #shut}
   */
  static Instance within(Instance instance, List<Map<Integer, Double>> wear, double most) {
    List<Instance.Operation> operations = new java.util.ArrayList<>();
    for (int i = 0; i < instance.operations().size(); i++) {
      Instance.Operation o = instance.operations().get(i);
      Map<Integer, Double> own = wear.get(i);
      operations.add(
          new Instance.Operation(
              o.id(),
              o.layer(),
              o.inputs(),
              o.weight(),
              o.choices().stream().filter(c -> own.getOrDefault(c.device(), 0.0) <= most).toList(),
              o.moves()));
    }
    return new Instance(instance.devices(), instance.resources(), operations);
  }

  /** An operation of which every choice wears more than that. */
  static OptionalInt shut(Instance instance, List<Map<Integer, Double>> wear, double most) {
    for (int i = 0; i < instance.operations().size(); i++) {
      Map<Integer, Double> own = wear.get(i);
      if (instance.operations().get(i).choices().stream()
          .allMatch(c -> own.getOrDefault(c.device(), 0.0) > most)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** The largest wear of an assignment. */
  static double wear(List<Map<Integer, Double>> wear, List<Integer> devices) {
    double most = 0;
    for (int i = 0; i < devices.size(); i++) {
      most = Math.max(most, wear.get(i).getOrDefault(devices.get(i), 0.0));
    }
    return most;
  }
}
