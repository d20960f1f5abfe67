package org.bitline.device.reram.array;

import org.bitline.device.reram.array.Converter.Limits;

/**
 * The distribution of the sums that a slice's converters would see, for a range that is made to fit
 * them. Counts of {@value #BINS} equal bins of the largest possible range, so that the result does
 * not depend on the order of the sums.
 */
final class ColumnSums implements Readout {

  private static final int BINS = 1 << 16;

  private final double reach;
  private final long[] counts = new long[BINS];
  private long count;

  /**
   * @param reach no sum is larger in magnitude, but for cells above the highest level
   */
  ColumnSums(double reach) {
    this.reach = reach;
  }

  @Override
  public double convert(int column, boolean negative, double v) {
    int bin = (int) Math.floor((v / reach + 1) * (BINS / 2));
    counts[Math.max(0, Math.min(BINS - 1, bin))]++;
    count++;
    return v;
  }

  /**
   * A range from the 1 − p to the p quantile; from −m to m or from 0 to m where a code is to be 0.
   *
   * @param symmetric whether one of the codes is 0
   */
  Limits limits(double p, boolean symmetric) {
    double high = edge(rank(p), true);
    double low = edge(count - rank(p) + 1, false);
    if (symmetric) {
      double reached = Math.max(Math.abs(low), Math.abs(high));
      return low < 0 ? new Limits(-reached, reached) : new Limits(0, reached);
    }
    return new Limits(low, high);
  }

  private long rank(double p) {
    return Math.max(1, (long) Math.ceil(p * count));
  }

  /** The end of the bin that holds the sum of a rank, counted from the smallest. */
  private double edge(long rank, boolean upper) {
    long seen = 0;
    int bin = 0;
    while (bin < BINS - 1 && seen + counts[bin] < rank) {
      seen += counts[bin++];
    }
    // A sum of 0 is the lower end of its bin, exactly.
    return ((bin + (upper ? 1 : 0)) / (BINS / 2.0) - 1) * reach;
  }
}
