package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.List;

/**
 * Sums that only have to stay below a limit. Where a label's sum and all that its completions can
 * add stay below it anyway, how far below does not matter: the sum is lifted to limit − largest
 * addition, and labels that differ in it alone compare as equal. The lifted sum still keeps the
 * limit with every completion, so bounds that price the limit stay bounds.
 *
 * <p>Where the interval is minimised, its limit is to be better than the best one known.
 */
final class Ceilings {

  /** Lifted sums stay this far, relatively, below the limit: more than rounding adds. */
  private static final double MARGIN = 1e-9;

  private final List<Ceiling> ceilings = new ArrayList<>();
  private final int peak;

  private record Ceiling(int place, double limit, Weighing largest) {}

  Ceilings(Instance instance, Network network, Target target, double threshold) {
    Dimensions d = network.dimensions;
    boolean energy = target.concerns(Quantity.ENERGY);
    peak = d.peak;
    if (target.objective() != Quantity.NOISE) {
      add(network, d.noise, target.limit(Quantity.NOISE));
    }
    if (target.objective() != Quantity.LATENCY && !energy) {
      add(network, d.latency, target.limit(Quantity.LATENCY));
    }
    if (target.objective() != Quantity.ENERGY && d.latency == Dimensions.NONE) {
      add(network, d.energy, target.limit(Quantity.ENERGY));
    }
    double interval = target.limit(Quantity.INTERVAL);
    if (target.objective() == Quantity.INTERVAL) {
      interval = Math.min(interval, threshold);
    }
    for (int place : d.load) {
      add(network, place, interval);
    }
    if (!energy && !target.concerns(Quantity.AREA)) {
      for (int device = 0; device < d.hold.length; device++) {
        for (int r = 0; r < d.hold[device].length; r++) {
          add(network, d.hold[device][r], instance.devices().get(device).capacity().get(r));
        }
      }
    }
  }

  private void add(Network network, int place, double limit) {
    if (place != Dimensions.NONE && limit < Double.POSITIVE_INFINITY) {
      double[] weights = new double[network.dimensions.size];
      weights[place] = -1;
      ceilings.add(new Ceiling(place, limit - MARGIN * limit, new Weighing(network, weights)));
    }
  }

  /**
   * Lifts the sums of a label at the border before a layer; a peak that is allowed is forgotten.
   */
  void lift(double[] sums, int layer, int state) {
    for (Ceiling ceiling : ceilings) {
      double room = ceiling.limit() + ceiling.largest().completion[layer][state];
      sums[ceiling.place()] = Math.max(sums[ceiling.place()], room);
    }
    if (peak != Dimensions.NONE) {
      sums[peak] = 0;
    }
  }
}
