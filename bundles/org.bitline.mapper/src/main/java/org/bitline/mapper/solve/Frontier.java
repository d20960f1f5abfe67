package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Keeps of several vectors those that no other one is at most as large as, in every place. */
final class Frontier {

  /** So many comparisons cost as much effort as one partial assignment. */
  private static final int COMPARISONS = 64;

  private Frontier() {}

  /**
   * The items that are not dominated, of equal ones the first, in ascending order of their vectors.
   *
   * <p>Sorted lexicographically, an item can only be dominated by an earlier one. The one that
   * dominated last is tried first: it often does so again.
   */
  static <T> List<T> of(List<T> items, Function<T, double[]> vector, Effort effort) {
    if (items.size() < 2) {
      return items;
    }
    List<T> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparing(vector, Frontier::compare));
    double[][] kept = new double[sorted.size()][];
    List<T> result = new ArrayList<>();
    long compared = 0;
    for (T item : sorted) {
      double[] v = vector.apply(item);
      int killer = dominating(v, kept, result.size());
      compared += killer;
      if (killer == result.size()) {
        kept[killer] = v;
        result.add(item);
      } else {
        double[] first = kept[0];
        kept[0] = kept[killer];
        kept[killer] = first;
      }
    }
    effort.spend(compared / COMPARISONS);
    return result;
  }

  /** The place of one that dominates, or {@code count}. */
  private static int dominating(double[] v, double[][] kept, int count) {
    int i = 0;
    while (i < count && !atMost(kept[i], v)) {
      i++;
    }
    return i;
  }

  private static boolean atMost(double[] a, double[] b) {
    for (int i = a.length - 1; i >= 0; i--) {
      if (a[i] > b[i]) {
        return false;
      }
    }
    return true;
  }

  private static int compare(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      int order = Double.compare(a[i], b[i]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
