package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The part of a problem in which a set of devices is used and the watts that leak lie in a range.
 *
 * @param dividing whether halves of the range may be tried
 * @param bound nothing in it costs less; infinite where nothing keeps the limits
 */
record Branch(
    Network network,
    Relaxation.Range range,
    int depth,
    boolean dividing,
    double bound,
    List<Bound> bounds,
    SortedMap<Quantity, Double> prices) {

  private static final double NARROW = 1e-4;

  /** Bounds a part of the problem. */
  static Branch of(
      Instance instance,
      Network network,
      List<Holdings> holdings,
      Target target,
      Relaxation.Range range,
      int depth,
      Incumbent incumbent) {
    Relaxation relaxation =
        new Relaxation.Builder(instance, network, holdings, target, range).build();
    Lagrangian lagrangian = new Lagrangian(network, relaxation, incumbent);
    Lagrangian.Priced onCost = lagrangian.onCost();
    List<Bound> bounds = new ArrayList<>(List.of(onCost.bound()));
    double bound = onCost.bound().value();
    if (lagrangian.limited()) {
      Bound onLimits = lagrangian.onLimits().bound();
      bounds.add(onLimits);
      bound = onLimits.value() > LabelSearch.SLACK ? Double.POSITIVE_INFINITY : bound;
    }
    bounds.addAll(lagrangian.single());
    return new Branch(
        network, range, depth, true, bound, bounds, prices(relaxation, onCost.prices()));
  }

  private static SortedMap<Quantity, Double> prices(Relaxation relaxation, double[] prices) {
    Map<Quantity, Double> largest = new EnumMap<>(Quantity.class);
    for (int j = 0; j < prices.length; j++) {
      Optional<Quantity> limits = relaxation.rows().get(j).limits();
      if (limits.isPresent() && prices[j] > 0) {
        largest.merge(limits.get(), prices[j], Double::sum);
      }
    }
    return new TreeMap<>(largest);
  }

  /**
   * The same part, for a search that looks for any assignment that keeps the limits: labels are
   * kept by the bound on these.
   */
  Branch limitsFirst() {
    List<Bound> ordered = new ArrayList<>(bounds);
    ordered.sort(Comparator.comparing(Bound::onCost));
    return new Branch(network, range, depth, dividing, bound, ordered, prices);
  }

  /** Whether the range is wide enough for halves of it to have better bounds. */
  boolean divisible() {
    return dividing
        && network.dimensions.latency != Dimensions.NONE
        && range.toWatts() - range.fromWatts() > NARROW * range.toWatts();
  }

  /** The same part, not to be divided any more. */
  Branch whole() {
    return new Branch(network, range, depth, false, bound, bounds, prices);
  }

  double middle() {
    return range.fromWatts() + (range.toWatts() - range.fromWatts()) / 2;
  }
}
