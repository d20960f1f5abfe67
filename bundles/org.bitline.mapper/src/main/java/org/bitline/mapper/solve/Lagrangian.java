package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The Lagrangian bound of a relaxation: rows are priced into the objective instead of kept, so one
 * pass over the network gives a lower bound for any prices; a subgradient search (Held, Wolfe,
 * Crowder, "Validation of subgradient optimization", Math. Programming 6, 1974; Polyak's step)
 * looks for prices that lift it. The paths met are offered as assignments.
 */
final class Lagrangian {

  private static final int ITERATIONS = 150;
  private static final int PATIENCE = 6;
  private static final double GUESS = 0.05;
  private static final double LEAST_AIM = 1e-5;
  private static final double LEAST_STEP = 1e-4;

  private final Network network;
  private final Relaxation relaxation;
  private final Incumbent incumbent;
  private final double[] scales;

  Lagrangian(Network network, Relaxation relaxation, Incumbent incumbent) {
    this.network = network;
    this.relaxation = relaxation;
    this.incumbent = incumbent;
    this.scales = scales();
  }

  /**
   * A bound with its prices.
   *
   * @param prices of the rows, in units of the objective per unit of the row
   */
  record Priced(Bound bound, double[] prices) {}

  /** The best bound found on the objective. */
  Priced onCost() {
    return search(start(), true);
  }

  /**
   * The best bound found on the limits: its prices add up to 1 in units of the rows' own sizes.
   * Above 0 it proves that nothing keeps them all.
   */
  Priced onLimits() {
    double[] prices = new double[scales.length];
    long count = relaxation.rows().stream().filter(Lagrangian::hard).count();
    for (int j = 0; j < prices.length; j++) {
      prices[j] = hard(relaxation.rows().get(j)) ? 1.0 / count : 0;
    }
    return search(prices, false);
  }

  /** Whether there is a row that {@link #onLimits} can price. */
  boolean limited() {
    return relaxation.rows().stream().anyMatch(Lagrangian::hard);
  }

  /** The bound by each row alone, and by the objective without rows. */
  List<Bound> single() {
    List<Bound> bounds = new ArrayList<>();
    for (int j = 0; j < scales.length; j++) {
      double[] prices = new double[scales.length];
      prices[j] = 1;
      if (hard(relaxation.rows().get(j))) {
        bounds.add(bound(prices, false));
      }
    }
    if (!relaxation.shared()) {
      bounds.add(bound(new double[scales.length], true));
    }
    return bounds;
  }

  private static boolean hard(Relaxation.Row row) {
    return !row.shared() && row.mostPrice() == Double.POSITIVE_INFINITY;
  }

  private double[] start() {
    double[] prices = new double[scales.length];
    for (int j = 0; j < prices.length; j++) {
      prices[j] = shared(j) ? 1 : 0;
    }
    return share(prices);
  }

  /** Sizes of the rows, so that one step length suits all. */
  private double[] scales() {
    double[] sizes = new double[relaxation.rows().size()];
    double shared = 0;
    for (int j = 0; j < sizes.length; j++) {
      Relaxation.Row row = relaxation.rows().get(j);
      double size = Math.max(Math.abs(row.limit()), typical(row.weights()));
      sizes[j] = size > 0 ? size : 1;
      shared = row.shared() ? Math.max(shared, sizes[j]) : shared;
    }
    for (int j = 0; j < sizes.length; j++) {
      sizes[j] = shared(j) ? shared : sizes[j];
    }
    return sizes;
  }

  /** The mean over columns of each layer, added up: of the size that sums along paths have. */
  private double typical(double[] weights) {
    double sum = 0;
    for (List<List<Column>> layer : network.layers) {
      sum +=
          layer.stream()
              .flatMap(List::stream)
              .mapToDouble(column -> dot(weights, column.sums()))
              .average()
              .orElse(0);
    }
    return sum;
  }

  private Priced search(double[] start, boolean onCost) {
    double[] prices = start;
    double[] bestPrices = start;
    double best = Double.NEGATIVE_INFINITY;
    double step = 1.5;
    int stale = 0;
    for (int i = 0; i < ITERATIONS && step > LEAST_STEP; i++) {
      Bound bound = bound(prices, onCost);
      List<Column> path = bound.weighing().path();
      incumbent.offer(network, path);
      if (bound.value() > best + 1e-7 * Math.abs(best) || best == Double.NEGATIVE_INFINITY) {
        best = bound.value();
        bestPrices = prices;
        stale = 0;
      } else if (++stale >= PATIENCE) {
        step /= 2;
        stale = 0;
        prices = bestPrices;
      }
      if (scales.length == 0 || closed(best, onCost)) {
        break;
      }
      prices = next(prices, network.sums(path), bound.value(), step, onCost);
    }
    return new Priced(bound(bestPrices, onCost), unscaled(bestPrices));
  }

  private boolean closed(double best, boolean onCost) {
    return onCost ? best >= incumbent.threshold() : best > 0;
  }

  private double[] next(double[] prices, double[] sums, double value, double step, boolean onCost) {
    double[] slope = slope(prices, sums, onCost);
    double norm = dot(slope, slope);
    if (norm == 0) {
      return prices;
    }
    double length = step * (aim(value, onCost) - value) / norm;
    double[] next = new double[prices.length];
    for (int j = 0; j < next.length; j++) {
      double most = relaxation.rows().get(j).mostPrice() * scales[j];
      next[j] = Math.min(Math.max(0, prices[j] + length * slope[j]), most);
    }
    if (!onCost) {
      return toOne(next, prices);
    }
    boolean allZero =
        relaxation.shared()
            && IntStream.range(0, next.length).noneMatch(j -> shared(j) && next[j] > 0);
    return allZero ? prices : share(next);
  }

  /** The subgradient; along shared rows without its mean, for their prices keep their sum. */
  private double[] slope(double[] prices, double[] sums, boolean onCost) {
    double[] slope = new double[prices.length];
    double mean = 0;
    int count = 0;
    for (int j = 0; j < slope.length; j++) {
      Relaxation.Row row = relaxation.rows().get(j);
      slope[j] = onCost || hard(row) ? (dot(row.weights(), sums) - row.limit()) / scales[j] : 0;
      mean += row.shared() ? slope[j] : 0;
      count += row.shared() ? 1 : 0;
    }
    for (int j = 0; j < slope.length; j++) {
      slope[j] -= shared(j) ? mean / count : 0;
      slope[j] = prices[j] == 0 && slope[j] < 0 ? 0 : slope[j];
    }
    return slope;
  }

  private double aim(double value, boolean onCost) {
    if (!onCost) {
      return Math.max(value, 0) + GUESS;
    }
    double least = value + LEAST_AIM * Math.abs(value);
    return incumbent.devices().isPresent()
        ? Math.max(incumbent.cost(), least)
        : value + Math.max(GUESS * Math.abs(value), Double.MIN_NORMAL);
  }

  /** Makes the prices of shared rows add up to 1. */
  private double[] share(double[] prices) {
    double sum = 0;
    for (int j = 0; j < prices.length; j++) {
      sum += shared(j) ? prices[j] / scales[j] : 0;
    }
    for (int j = 0; j < prices.length; j++) {
      prices[j] = shared(j) && sum > 0 ? prices[j] / sum : prices[j];
    }
    return prices;
  }

  private boolean shared(int row) {
    return relaxation.rows().get(row).shared();
  }

  private static double[] toOne(double[] prices, double[] otherwise) {
    double sum = Arrays.stream(prices).sum();
    return sum > 0 ? Arrays.stream(prices).map(p -> p / sum).toArray() : otherwise;
  }

  private Bound bound(double[] prices, boolean onCost) {
    double[] weights = new double[network.dimensions.size];
    if (onCost) {
      weights = relaxation.objective().clone();
    }
    double offset = onCost ? relaxation.constant() : 0;
    double[] real = unscaled(prices);
    for (int j = 0; j < prices.length; j++) {
      Relaxation.Row row = relaxation.rows().get(j);
      offset -= real[j] * row.limit();
      for (int i = 0; i < weights.length; i++) {
        weights[i] += real[j] * row.weights()[i];
      }
    }
    return new Bound(new Weighing(network, weights), offset, onCost);
  }

  private double[] unscaled(double[] prices) {
    double[] real = new double[prices.length];
    for (int j = 0; j < real.length; j++) {
      real[j] = prices[j] / scales[j];
    }
    return real;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
