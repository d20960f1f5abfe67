package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What a device can come to hold, and lines below its area and leakage.
 *
 * <p>Area and leakage are steps, known only as a function. A line below a step function f of the
 * amount x held is f(0) + s·x, where s is the smallest (f(x) − f(0)) / x over the amounts x that
 * can occur, which are multiples of the amounts' greatest common divisor. Where a device has
 * several resources, f of one of them alone is below f of all, since more never takes less; the
 * resource whose line rises most is taken.
 *
 * @param most per resource, the largest amount that can come to be held
 * @param leakage watts below the device's leakage
 * @param area square metres below the device's area
 */
record Holdings(long[] most, Line leakage, Line area) {

  /** More amounts than this are not tried: the line is flat then. */
  private static final long MOST_STEPS = 200_000;

  /**
   * A line below a step function.
   *
   * @param atNothing value where nothing is held
   * @param slope per resource, at least 0
   * @param most value where the most is held
   */
  record Line(double atNothing, double[] slope, double most) {

    boolean varies() {
      return most > atNothing;
    }
  }

  static Holdings of(Instance instance, int device) {
    Instance.Device of = instance.devices().get(device);
    int resources = of.holds().size();
    long[] most = new long[resources];
    long[] divisor = new long[resources];
    Set<Integer> counted = new HashSet<>();
    for (Instance.Operation operation : instance.operations()) {
      operation
          .on(device)
          .filter(c -> operation.weight().isEmpty() || counted.add(operation.weight().getAsInt()))
          .ifPresent(choice -> add(choice, most, divisor));
    }
    for (int r = 0; r < resources; r++) {
      most[r] = Math.min(most[r], of.capacity().get(r));
    }
    return new Holdings(
        most,
        line(of.provision(), most, divisor, Instance.Holding::leakageWatts),
        line(of.provision(), most, divisor, Instance.Holding::areaSquareMetres));
  }

  private static void add(Instance.Choice choice, long[] most, long[] divisor) {
    for (int r = 0; r < most.length; r++) {
      most[r] = Math.addExact(most[r], choice.footprint().get(r));
      divisor[r] = gcd(divisor[r], choice.footprint().get(r));
    }
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static Line line(
      Instance.Provision provision,
      long[] most,
      long[] divisor,
      ToDoubleFunction<Instance.Holding> value) {
    double atNothing = value.applyAsDouble(provision.of(Amounts.list(new long[most.length])));
    double[] slope = new double[most.length];
    int steepest = -1;
    for (int r = 0; r < most.length; r++) {
      double own = slope(provision, r, most, divisor[r], atNothing, value);
      if (own > 0 && (steepest < 0 || own * most[r] > slope[steepest] * most[steepest])) {
        if (steepest >= 0) {
          slope[steepest] = 0;
        }
        slope[r] = own;
        steepest = r;
      }
    }
    return new Line(atNothing, slope, value.applyAsDouble(provision.of(Amounts.list(most))));
  }

  private static double slope(
      Instance.Provision provision,
      int resource,
      long[] most,
      long divisor,
      double atNothing,
      ToDoubleFunction<Instance.Holding> value) {
    if (divisor == 0 || most[resource] / divisor > MOST_STEPS) {
      return 0;
    }
    double least = Double.POSITIVE_INFINITY;
    List<Long> used = new ArrayList<>(Amounts.list(new long[most.length]));
    for (long x = divisor; x <= most[resource]; x += divisor) {
      used.set(resource, x);
      least = Math.min(least, (value.applyAsDouble(provision.of(used)) - atNothing) / x);
    }
    return least == Double.POSITIVE_INFINITY ? 0 : Math.max(0, least);
  }
}
