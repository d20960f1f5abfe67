package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lower bounds on the largest load: with prices of at least 0 on the loads that add up to 1, the
 * largest load is at least the priced sum; room on devices is priced too. For given prices every
 * operation takes its own cheapest cut. The prices are looked for by a subgradient search, as in
 * {@link Lagrangian}.
 */
final class CutPrices {

  private static final int ITERATIONS = 300;
  private static final int PATIENCE = 8;

  private final CutRows rows;
  private final CutSpace space;
  private final double[] scales;

  CutPrices(CutRows rows, CutSpace space) {
    this.rows = rows;
    this.space = space;
    this.scales = new double[rows.size];
    for (int k = 0; k < rows.size; k++) {
      scales[k] = k < rows.shared.length ? 1 : Math.max(1, space.room(k - rows.shared.length));
    }
  }

  /**
   * A bound.
   *
   * @param prices per row
   * @param completion least priced sum of the operations from each place on, less the priced room
   */
  record Priced(double[] prices, double[] completion) {

    double bound(int i, double[] numbers) {
      double sum = completion[i];
      for (int k = 0; k < prices.length; k++) {
        sum += prices[k] * numbers[k];
      }
      return sum;
    }
  }

  /**
   * The best prices found, first, and each load by itself.
   *
   * @param offered the cuts that were cheapest on the way, one list per price
   */
  List<Priced> search(double aim, List<List<Integer>> offered) {
    double[] prices = new double[rows.size];
    for (int k = 0; k < rows.shared.length; k++) {
      prices[k] = 1.0 / rows.shared.length;
    }
    double[] best = prices;
    double value = Double.NEGATIVE_INFINITY;
    double step = 1;
    int stale = 0;
    for (int n = 0; n < ITERATIONS && step > 1e-4; n++) {
      List<Integer> cheapest = cheapest(prices);
      double[] sums = sums(cheapest);
      double own = value(prices, sums);
      if (own > value * (1 + 1e-7)) {
        value = own;
        best = prices;
        stale = 0;
        offered.add(cheapest);
      } else if (++stale >= PATIENCE) {
        step /= 2;
        stale = 0;
        prices = best;
        sums = sums(cheapest(prices));
        own = value;
      }
      prices = next(prices, sums, step * (Math.max(aim, own * 1.001) - own));
    }
    List<Priced> found = new ArrayList<>(List.of(priced(best)));
    for (int k = 0; k < rows.shared.length; k++) {
      double[] single = new double[rows.size];
      single[k] = 1;
      found.add(priced(single));
    }
    return found;
  }

  private List<Integer> cheapest(double[] prices) {
    List<Integer> chosen = new ArrayList<>();
    for (List<Optional<double[]>> cuts : rows.full) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int c = 0; c < cuts.size(); c++) {
        double price = price(prices, cuts.get(c));
        if (price < least) {
          least = price;
          best = c;
        }
      }
      chosen.add(best);
    }
    return chosen;
  }

  private static double price(double[] prices, Optional<double[]> row) {
    if (row.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    for (int k = 0; k < prices.length; k++) {
      sum += prices[k] * row.get()[k];
    }
    return sum;
  }

  /** The sums of rows, less the room. */
  private double[] sums(List<Integer> chosen) {
    double[] sums = new double[rows.size];
    for (int i = 0; i < chosen.size(); i++) {
      double[] row = rows.full.get(i).get(chosen.get(i)).orElseGet(() -> new double[rows.size]);
      for (int k = 0; k < sums.length; k++) {
        sums[k] += row[k];
      }
    }
    for (int k = rows.shared.length; k < sums.length; k++) {
      sums[k] -= space.room(k - rows.shared.length);
    }
    return sums;
  }

  private static double value(double[] prices, double[] sums) {
    double value = 0;
    for (int k = 0; k < prices.length; k++) {
      value += prices[k] * sums[k];
    }
    return value;
  }

  private double[] next(double[] prices, double[] sums, double rise) {
    double[] slope = new double[prices.length];
    int loads = rows.shared.length;
    double mean = 0;
    for (int k = 0; k < loads; k++) {
      mean += sums[k] / loads;
    }
    double norm = 0;
    for (int k = 0; k < slope.length; k++) {
      // Prices of room are of the size of a load over the room.
      slope[k] = k < loads ? sums[k] - mean : sums[k] / scales[k] * mean;
      slope[k] = prices[k] == 0 && slope[k] < 0 ? 0 : slope[k];
      norm += slope[k] * slope[k];
    }
    if (norm == 0) {
      return prices;
    }
    double[] next = new double[prices.length];
    double total = 0;
    for (int k = 0; k < next.length; k++) {
      double unit = k < loads ? 1 : mean / scales[k];
      next[k] = Math.max(0, prices[k] + rise / norm * slope[k] * unit);
      total += k < loads ? next[k] : 0;
    }
    for (int k = 0; total > 0 && k < loads; k++) {
      next[k] /= total;
    }
    return total > 0 ? next : prices;
  }

  private Priced priced(double[] prices) {
    int n = rows.full.size();
    double[] whole = new double[n];
    double[] without = new double[n];
    for (int i = 0; i < n; i++) {
      whole[i] = least(prices, rows.full.get(i));
      without[i] = least(prices, rows.reduced.get(i));
    }
    double room = 0;
    for (int k = 0; k < space.size(); k++) {
      room += prices[rows.shared.length + k] * space.room(k);
    }
    double[] completion = new double[n + 1];
    for (int i = 0; i <= n; i++) {
      completion[i] = -room;
      for (int k = i; k < n; k++) {
        completion[i] += rows.first[k] >= i ? whole[k] : without[k];
      }
    }
    return new Priced(prices, completion);
  }

  private static double least(double[] prices, List<Optional<double[]>> cuts) {
    double least = Double.POSITIVE_INFINITY;
    for (Optional<double[]> cut : cuts) {
      least = Math.min(least, price(prices, cut));
    }
    return least;
  }
}
