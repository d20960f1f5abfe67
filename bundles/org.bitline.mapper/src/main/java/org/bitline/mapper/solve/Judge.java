package org.bitline.mapper.solve;

import java.util.List;

/**
 * Exact totals from the sums of a whole path, all devices of the network taken as used. A device
 * that is not used makes a path look worse than it is, but then the network without that device has
 * the path too.
 */
final class Judge {

  private final Instance instance;
  private final Dimensions dimensions;
  private final Target target;
  private final int mask;

  Judge(Instance instance, Network network, Target target) {
    this.instance = instance;
    this.dimensions = network.dimensions;
    this.target = target;
    this.mask = network.mask;
  }

  /** Whether the limits and capacities are kept. */
  boolean allows(double[] sums) {
    for (Quantity quantity : target.limits().keySet()) {
      if (!(total(quantity, sums) <= target.limit(quantity))) {
        return false;
      }
    }
    for (int d = 0; d < dimensions.hold.length; d++) {
      List<Long> held = dimensions.held(sums, d);
      for (int r = 0; r < held.size(); r++) {
        if (held.get(r) > instance.devices().get(d).capacity().get(r)) {
          return false;
        }
      }
    }
    return true;
  }

  double cost(double[] sums) {
    return total(target.objective(), sums);
  }

  private double total(Quantity quantity, double[] sums) {
    return switch (quantity) {
      case ENERGY ->
          sums[dimensions.energy]
              + (dimensions.latency == Dimensions.NONE
                  ? 0
                  : holding(sums, true) * sums[dimensions.latency]);
      case LATENCY -> sums[dimensions.latency];
      case AREA -> holding(sums, false);
      case NOISE -> sums[dimensions.noise];
      case INTERVAL -> interval(sums);
    };
  }

  /**
   * Whether the peak of a partial path is still allowed: no weighing looks at it.
   *
   * @param threshold what the objective must stay below
   */
  boolean peaks(double[] sums, double threshold) {
    return dimensions.peak == Dimensions.NONE
        || sums[dimensions.peak] <= target.limit(Quantity.INTERVAL)
            && (target.objective() != Quantity.INTERVAL || sums[dimensions.peak] < threshold);
  }

  private double interval(double[] sums) {
    double interval = sums[dimensions.peak];
    for (int place : dimensions.load) {
      if (place != Dimensions.NONE) {
        interval = Math.max(interval, sums[place]);
      }
    }
    return interval;
  }

  private double holding(double[] sums, boolean leakage) {
    double total = 0;
    for (int d = 0; d < dimensions.hold.length; d++) {
      if ((mask >> d & 1) != 0) {
        Instance.Holding holding =
            instance.devices().get(d).provision().of(dimensions.held(sums, d));
        total += leakage ? holding.leakageWatts() : holding.areaSquareMetres();
      }
    }
    return total;
  }
}
