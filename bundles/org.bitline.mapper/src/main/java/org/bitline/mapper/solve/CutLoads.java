package org.bitline.mapper.solve;

import java.util.Arrays;
import java.util.List;

/**
 * The interval: the loads of resources that several operations may occupy, and the largest of
 * others.
 */
final class CutLoads implements CutMeasure {

  private final CutRows rows;
  private final CutSpace space;
  private final List<CutPrices.Priced> prices;
  private final double[] own;
  private final boolean[] shared;
  private double peak;

  CutLoads(Division division, CutRows rows, CutSpace space, List<CutPrices.Priced> prices) {
    this.rows = rows;
    this.space = space;
    this.prices = prices;
    int n = division.cuts().size();
    this.own = new double[n + 1];
    for (int i = n - 1; i >= 0; i--) {
      own[i] = Math.max(own[i + 1], rows.own[i]);
    }
    this.shared = new boolean[division.instance().resources().size()];
    for (int r : rows.shared) {
      shared[r] = true;
    }
  }

  /** Loads, room taken, then the peak: the prices' rows come first. */
  @Override
  public double[] start() {
    return new double[rows.size + 1];
  }

  @Override
  public void decode(double[] numbers, int i, CutTrack track) {
    Arrays.fill(track.load, 0);
    for (int k = 0; k < rows.shared.length; k++) {
      track.load[rows.shared[k]] = numbers[k];
    }
    space.decode(numbers, rows.shared.length, track);
    peak = numbers[rows.size];
  }

  @Override
  public double[] encode(int i, CutTrack track) {
    double[] numbers = start();
    for (int k = 0; k < rows.shared.length; k++) {
      numbers[k] = track.load[rows.shared[k]];
    }
    space.encode(track, numbers, rows.shared.length);
    double largest = peak;
    for (int r = 0; r < shared.length; r++) {
      largest = shared[r] ? largest : Math.max(largest, track.load[r]);
    }
    numbers[rows.size] = largest;
    return numbers;
  }

  @Override
  public double bound(int i, double[] numbers) {
    if (!space.fits(numbers, rows.shared.length)) {
      return Double.POSITIVE_INFINITY;
    }
    double bound = Math.max(own[i], numbers[rows.size]);
    for (CutPrices.Priced priced : prices) {
      bound = Math.max(bound, priced.bound(i, numbers));
    }
    return bound;
  }

  @Override
  public double value(double[] numbers) {
    double value = numbers[rows.size];
    for (int k = 0; k < rows.shared.length; k++) {
      value = Math.max(value, numbers[k]);
    }
    return value;
  }

  @Override
  public double root() {
    return bound(0, start());
  }
}
