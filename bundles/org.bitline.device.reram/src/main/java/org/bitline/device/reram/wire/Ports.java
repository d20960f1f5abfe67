package org.bitline.device.reram.wire;

/**
 * A resistor network seen from its ports: currents into the ports = admittance · port voltages.
 *
 * <p>Ports are in the order left, right, top, bottom; the admittance is symmetric and kept as the
 * rows of its lower triangle.
 */
record Ports(int left, int right, int top, int bottom, double[][] admittance) {

  private static final int PANEL = 4;

  int count() {
    return left + right + top + bottom;
  }

  /** Side by side: the left part's right ports are joined to the right part's left ones. */
  static Ports beside(Ports a, Ports b) {
    int top = a.top + b.top;
    int bottom = a.bottom + b.bottom;
    int kept = a.left + b.right + top + bottom;
    int topAt = a.left + b.right;
    int[] ofA = new int[a.count()];
    int[] ofB = new int[b.count()];
    number(ofA, 0, a.left, 0);
    number(ofA, a.left, a.right, kept);
    number(ofA, a.left + a.right, a.top, topAt);
    number(ofA, a.left + a.right + a.top, a.bottom, topAt + top);
    number(ofB, 0, b.left, kept);
    number(ofB, b.left, b.right, a.left);
    number(ofB, b.left + b.right, b.top, topAt + a.top);
    number(ofB, b.left + b.right + b.top, b.bottom, topAt + top + a.bottom);
    double[][] y = joined(a, ofA, b, ofB, kept + a.right, kept);
    return new Ports(a.left, b.right, top, bottom, y);
  }

  /** One above the other: the upper part's bottom ports are joined to the lower part's top ones. */
  static Ports above(Ports a, Ports b) {
    int left = a.left + b.left;
    int right = a.right + b.right;
    int kept = left + right + a.top + b.bottom;
    int topAt = left + right;
    int[] ofA = new int[a.count()];
    int[] ofB = new int[b.count()];
    number(ofA, 0, a.left, 0);
    number(ofA, a.left, a.right, left);
    number(ofA, a.left + a.right, a.top, topAt);
    number(ofA, a.left + a.right + a.top, a.bottom, kept);
    number(ofB, 0, b.left, a.left);
    number(ofB, b.left, b.right, left + a.right);
    number(ofB, b.left + b.right, b.top, kept);
    number(ofB, b.left + b.right + b.top, b.bottom, topAt + a.top);
    double[][] y = joined(a, ofA, b, ofB, kept + a.bottom, kept);
    return new Ports(left, right, a.top, b.bottom, y);
  }

  private static void number(int[] numbers, int from, int count, int first) {
    for (int i = 0; i < count; i++) {
      numbers[from + i] = first + i;
    }
  }

  private static double[][] joined(Ports a, int[] ofA, Ports b, int[] ofB, int size, int kept) {
    double[][] y = new double[size][];
    for (int i = 0; i < size; i++) {
      y[i] = new double[i + 1];
    }
    add(a.admittance, ofA, y);
    add(b.admittance, ofB, y);
    return eliminate(y, kept);
  }

  private static void add(double[][] part, int[] numbers, double[][] y) {
    for (int i = 0; i < part.length; i++) {
      for (int j = 0; j <= i; j++) {
        int row = Math.max(numbers[i], numbers[j]);
        y[row][Math.min(numbers[i], numbers[j])] += part[i][j];
      }
    }
  }

  /** Eliminates all nodes from number {@code kept} on, the last first, four at a time. */
  static double[][] eliminate(double[][] y, int kept) {
    int last = y.length - 1;
    for (; last - PANEL + 1 >= kept; last -= PANEL) {
      for (int p = last; p > last - PANEL; p--) {
        pivot(y, p, last - PANEL + 1);
      }
      update(y, last);
    }
    for (; last >= kept; last--) {
      pivot(y, last, 0);
    }
    return java.util.Arrays.copyOf(y, kept);
  }

  /** Subtracts pivot row p from rows {@code from} to p − 1. */
  private static void pivot(double[][] y, int p, int from) {
    double[] row = y[p];
    for (int i = from; i < p; i++) {
      double factor = row[i] / row[p];
      double[] target = y[i];
      for (int j = 0; j <= i; j++) {
        target[j] -= factor * row[j];
      }
    }
  }

  /** Subtracts four pivot rows, done with one another, from all rows before them. */
  private static void update(double[][] y, int last) {
    double[] a = y[last];
    double[] b = y[last - 1];
    double[] c = y[last - 2];
    double[] d = y[last - 3];
    for (int i = 0; i <= last - PANEL; i++) {
      double fa = a[i] / a[last];
      double fb = b[i] / b[last - 1];
      double fc = c[i] / c[last - 2];
      double fd = d[i] / d[last - 3];
      double[] target = y[i];
      for (int j = 0; j <= i; j++) {
        target[j] -= fa * a[j] + fb * b[j] + fc * c[j] + fd * d[j];
      }
    }
  }
}
