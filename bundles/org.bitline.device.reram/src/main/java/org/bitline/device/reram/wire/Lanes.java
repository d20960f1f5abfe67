package org.bitline.device.reram.wire;

import java.util.Arrays;

/**
 * Many rectangles of one shape at once, as {@link Block}s whose ports are all shared with
 * neighbours: an entry of the admittance is an array with one number for each of them, which the
 * compiler turns into vector code. Small blocks one by one would spend their time between loops.
 *
 * @param left row nodes
 * @param right row nodes
 * @param top column nodes
 * @param bottom column nodes
 * @param admittance rows of the lower triangle, ports in the order above, a lane per rectangle
 */
record Lanes(int left, int right, int top, int bottom, double[][][] admittance) {

  /** Side by side. */
  static Lanes beside(Lanes a, Lanes b) {
    int tops = a.left + b.right;
    int bottoms = tops + a.top + b.top;
    int joined = bottoms + a.bottom + b.bottom;
    int[] ofA = a.numbers(0, joined, tops, bottoms);
    int[] ofB = b.numbers(joined, a.left, tops + a.top, bottoms + a.bottom);
    double[][][] y = joined(a, ofA, b, ofB, joined, a.right);
    return new Lanes(a.left, b.right, a.top + b.top, a.bottom + b.bottom, y);
  }

  /** One above the other. */
  static Lanes above(Lanes a, Lanes b) {
    int rights = a.left + b.left;
    int tops = rights + a.right + b.right;
    int bottoms = tops + a.top;
    int joined = bottoms + b.bottom;
    int[] ofA = a.numbers(0, rights, tops, joined);
    int[] ofB = b.numbers(a.left, rights + a.right, joined, bottoms);
    double[][][] y = joined(a, ofA, b, ofB, joined, a.bottom);
    return new Lanes(a.left + b.left, a.right + b.right, a.top, b.bottom, y);
  }

  private int[] numbers(int leftAt, int rightAt, int topAt, int bottomAt) {
    int[] numbers = new int[left + right + top + bottom];
    int[] counts = {left, right, top, bottom};
    int[] first = {leftAt, rightAt, topAt, bottomAt};
    int at = 0;
    for (int kind = 0; kind < counts.length; kind++) {
      for (int i = 0; i < counts[kind]; i++) {
        numbers[at++] = first[kind] + i;
      }
    }
    return numbers;
  }

  private static double[][][] joined(
      Lanes a, int[] ofA, Lanes b, int[] ofB, int ports, int joined) {
    int lanes = a.admittance[0][0].length;
    double[][][] y = empty(ports + joined, lanes);
    a.add(ofA, y);
    b.add(ofB, y);
    double[] inverse = new double[lanes];
    double[] factor = new double[lanes];
    for (int p = y.length - 1; p >= ports; p--) {
      double[][] pivot = y[p];
      invert(pivot[p], inverse);
      for (int i = 0; i < p; i++) {
        multiply(pivot[i], inverse, factor);
        for (int j = 0; j <= i; j++) {
          multiplyAdd(factor, pivot[j], y[i][j]);
        }
      }
    }
    return Arrays.copyOf(y, ports);
  }

  /** Admittances of 0. */
  static double[][][] empty(int nodes, int lanes) {
    double[][][] y = new double[nodes][][];
    for (int i = 0; i < nodes; i++) {
      y[i] = new double[i + 1][lanes];
    }
    return y;
  }

  private void add(int[] numbers, double[][][] y) {
    for (int i = 0; i < numbers.length; i++) {
      for (int j = 0; j <= i; j++) {
        int high = Math.max(numbers[i], numbers[j]);
        double[] to = y[high][Math.min(numbers[i], numbers[j])];
        double[] from = admittance[i][j];
        for (int lane = 0; lane < to.length; lane++) {
          to[lane] += from[lane];
        }
      }
    }
  }

  private static void invert(double[] values, double[] negativeInverse) {
    for (int lane = 0; lane < values.length; lane++) {
      negativeInverse[lane] = -1 / values[lane];
    }
  }

  private static void multiply(double[] a, double[] b, double[] out) {
    for (int lane = 0; lane < out.length; lane++) {
      out[lane] = a[lane] * b[lane];
    }
  }

  private static void multiplyAdd(double[] a, double[] b, double[] sum) {
    for (int lane = 0; lane < sum.length; lane++) {
      sum[lane] = Math.fma(a[lane], b[lane], sum[lane]);
    }
  }
}
