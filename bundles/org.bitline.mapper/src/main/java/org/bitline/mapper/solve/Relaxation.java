package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A linear programme below the problem, for the devices of a network and leakages within a range.
 *
 * <p>With W the watts that leak, T the latency and D the other joules, the energy is D + W·T. For W
 * in [w, w'] and T ≥ t, both W·T ≥ w·T and W·T ≥ w·T + t·(W − w) (McCormick, 1976). W and the area
 * are at least linear functions of what devices hold ({@link Holdings.Line}). So the energy is at
 * least D + w·T + t·z with z ≥ 0 and z ≥ W − w: the second is a row whose price is at most t.
 *
 * @param objective weights of the sums
 * @param constant added to them
 * @param rows what every feasible assignment in the range keeps
 * @param shared whether the objective is the largest of the rows that {@link Row#shared} marks
 */
record Relaxation(double[] objective, double constant, List<Row> rows, boolean shared) {

  /**
   * weights · sums ≤ limit, or less than the limit plus a slack that costs {@code mostPrice} a
   * unit.
   *
   * @param limits the quantity that the row limits, if it is one of the target's
   * @param shared one of the rows whose largest is minimised; the limit is 0
   */
  record Row(
      double[] weights,
      double limit,
      double mostPrice,
      boolean shared,
      Optional<Quantity> limits) {}

  /** The range of leaking watts that is looked at, and the least latency in it. */
  record Range(double fromWatts, double toWatts, double leastSeconds) {}

  /** What the relaxation is made from. */
  static final class Builder {

    private final Network network;
    private final List<Holdings> holdings;
    private final List<Instance.Device> devices;
    private final Target target;
    private final Range range;
    private final List<Row> rows = new ArrayList<>();

    Builder(
        Instance instance, Network network, List<Holdings> holdings, Target target, Range range) {
      this.devices = instance.devices();
      this.network = network;
      this.holdings = holdings;
      this.target = target;
      this.range = range;
    }

    Relaxation build() {
      double[] leakage = leakage();
      double nothing = atNothing(true);
      for (Quantity quantity : target.limits().keySet()) {
        limit(quantity, target.limit(quantity), leakage, nothing);
      }
      capacities();
      if (network.dimensions.latency != Dimensions.NONE && target.concerns(Quantity.ENERGY)) {
        row(leakage, range.toWatts() - nothing, Double.POSITIVE_INFINITY);
      }
      double[] objective = new double[network.dimensions.size];
      double constant = 0;
      switch (target.objective()) {
        case ENERGY -> {
          objective = energy(false, leakage);
          row(leakage, range.fromWatts() - nothing, range.leastSeconds());
        }
        case LATENCY -> objective = unit(network.dimensions.latency);
        case NOISE -> objective = unit(network.dimensions.noise);
        case AREA -> {
          objective = area();
          constant = atNothing(false);
        }
        case INTERVAL -> loads(0, true);
      }
      return new Relaxation(
          objective, constant, List.copyOf(rows), target.objective() == Quantity.INTERVAL);
    }

    private void limit(Quantity quantity, double limit, double[] leakage, double nothing) {
      switch (quantity) {
        case ENERGY -> {
          row(quantity, energy(false, leakage), limit);
          row(
              quantity,
              energy(true, leakage),
              limit - range.leastSeconds() * (nothing - range.fromWatts()));
        }
        case LATENCY -> row(quantity, unit(network.dimensions.latency), limit);
        case NOISE -> row(quantity, unit(network.dimensions.noise), limit);
        case AREA -> row(quantity, area(), limit - atNothing(false));
        case INTERVAL -> loads(limit, false);
      }
    }

    private void capacities() {
      for (int d = 0; d < devices.size(); d++) {
        for (int r = 0; r < network.dimensions.hold[d].length; r++) {
          long capacity = devices.get(d).capacity().get(r);
          if (network.dimensions.hold[d][r] != Dimensions.NONE && capacity != Long.MAX_VALUE) {
            row(unit(network.dimensions.hold[d][r]), capacity, Double.POSITIVE_INFINITY);
          }
        }
      }
    }

    private void loads(double limit, boolean shared) {
      for (int place : network.dimensions.load) {
        if (place != Dimensions.NONE) {
          Optional<Quantity> limits = shared ? Optional.empty() : Optional.of(Quantity.INTERVAL);
          rows.add(new Row(unit(place), limit, Double.POSITIVE_INFINITY, shared, limits));
        }
      }
    }

    private void row(Quantity limits, double[] weights, double limit) {
      rows.add(new Row(weights, limit, Double.POSITIVE_INFINITY, false, Optional.of(limits)));
    }

    private void row(double[] weights, double limit, double mostPrice) {
      if (Arrays.stream(weights).anyMatch(w -> w != 0)) {
        rows.add(new Row(weights, limit, mostPrice, false, Optional.empty()));
      }
    }

    private double[] unit(int place) {
      double[] weights = new double[network.dimensions.size];
      weights[place] = 1;
      return weights;
    }

    private double[] energy(boolean steps, double[] leakage) {
      double[] weights = unit(network.dimensions.energy);
      if (network.dimensions.latency != Dimensions.NONE) {
        weights[network.dimensions.latency] = range.fromWatts();
      }
      for (int i = 0; steps && i < weights.length; i++) {
        weights[i] += range.leastSeconds() * leakage[i];
      }
      return weights;
    }

    private double[] leakage() {
      double[] weights = new double[network.dimensions.size];
      for (int d = 0; d < devices.size(); d++) {
        slopes(d, holdings.get(d).leakage(), weights);
      }
      return weights;
    }

    private double[] area() {
      double[] weights = new double[network.dimensions.size];
      for (int d = 0; d < devices.size(); d++) {
        slopes(d, holdings.get(d).area(), weights);
      }
      return weights;
    }

    private void slopes(int device, Holdings.Line line, double[] weights) {
      for (int r = 0; r < line.slope().length; r++) {
        int place = network.dimensions.hold[device][r];
        if (place != Dimensions.NONE) {
          weights[place] = line.slope()[r];
        }
      }
    }

    private double atNothing(boolean leakage) {
      double sum = 0;
      for (int d = 0; d < devices.size(); d++) {
        if ((network.mask >> d & 1) != 0) {
          sum +=
              leakage ? holdings.get(d).leakage().atNothing() : holdings.get(d).area().atNothing();
        }
      }
      return sum;
    }
  }
}
