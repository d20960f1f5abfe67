package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A limit that cannot be kept.
 *
 * @param what name of the quantity, or of a device's resource as {@code device/resource}
 * @param least the smallest value that is possible: a limit of so much helps
 * @param limit what is allowed
 * @param alone whether it cannot be kept even without the other limits
 */
public record Shortage(String what, double least, double limit, boolean alone) {

  /** The quantity, where it is one. */
  public Optional<Quantity> quantity() {
    return Arrays.stream(Quantity.values()).filter(q -> q.label().equals(what)).findFirst();
  }

  /**
   * Why nothing keeps the limits: limits that alone are too low; else each limit that, widened by
   * itself to its {@link #least}, makes the rest possible. The smallest relative widening first.
   *
   * @param effort of each search
   * @return empty where no placement exists whatever the limits, or none was found in time
   */
  public static List<Shortage> of(Solver solver, Target target, long effort) {
    Target free = Target.least(Quantity.NOISE);
    if (solver.solve(free, effort, List.of()).best().isEmpty()) {
      return capacities(solver.instance(), effort);
    }
    List<Shortage> alone = new ArrayList<>();
    List<Shortage> together = new ArrayList<>();
    target
        .limits()
        .keySet()
        .forEach(q -> add(solver, Target.least(q), target, true, effort, alone));
    if (alone.isEmpty()) {
      for (Quantity q : target.limits().keySet()) {
        add(solver, target.without(q).minimising(q), target, false, effort, together);
      }
    }
    return sorted(alone.isEmpty() ? together : alone);
  }

  private static void add(
      Solver solver,
      Target relaxed,
      Target target,
      boolean alone,
      long effort,
      List<Shortage> shortages) {
    Quantity quantity = relaxed.objective();
    solver
        .solve(relaxed, effort, List.of())
        .best()
        // Of a search that stopped early the lower bound still says what cannot be.
        .map(s -> alone ? s.lowerBound() : s.cost())
        .filter(least -> least > target.limit(quantity))
        .ifPresent(
            least ->
                shortages.add(
                    new Shortage(quantity.label(), least, target.limits().get(quantity), alone)));
  }

  /** Devices that are too small: the least that must be held on each if the others had no limit. */
  private static List<Shortage> capacities(Instance instance, long effort) {
    List<Shortage> shortages = new ArrayList<>();
    for (int d = 0; d < instance.devices().size(); d++) {
      Instance.Device device = instance.devices().get(d);
      for (int r = 0; r < device.holds().size(); r++) {
        int place = r;
        long capacity = device.capacity().get(r);
        new Solver(counting(instance, d, r))
            .solve(Target.least(Quantity.NOISE), effort, List.of())
            .best()
            .filter(s -> capacity != Long.MAX_VALUE && s.lowerBound() > capacity)
            .ifPresent(
                s ->
                    shortages.add(
                        new Shortage(
                            device.name() + "/" + device.holds().get(place),
                            s.cost(),
                            capacity,
                            true)));
      }
    }
    return sorted(shortages);
  }

  /** The same instance without capacities, where noise is what one device holds of one resource. */
  private static Instance counting(Instance instance, int device, int resource) {
    return new Instance(
        instance.devices().stream()
            .map(
                d ->
                    new Instance.Device(
                        d.name(),
                        d.holds(),
                        d.holds().stream().map(h -> Long.MAX_VALUE).toList(),
                        d.provision()))
            .toList(),
        instance.resources(),
        instance.operations().stream()
            .map(
                o ->
                    new Instance.Operation(
                        o.id(),
                        o.layer(),
                        o.inputs(),
                        OptionalInt.empty(),
                        o.choices().stream().map(c -> counted(c, device, resource)).toList(),
                        o.moves()))
            .toList());
  }

  private static Instance.Choice counted(Instance.Choice c, int device, int resource) {
    return new Instance.Choice(
        c.device(),
        c.energyJoules(),
        c.latencySeconds(),
        c.busy(),
        c.footprint(),
        c.device() == device ? c.footprint().get(resource) : 0);
  }

  private static List<Shortage> sorted(List<Shortage> shortages) {
    return shortages.stream()
        .sorted(Comparator.comparingDouble(s -> s.least() / Math.max(s.limit(), Double.MIN_NORMAL)))
        .toList();
  }
}
