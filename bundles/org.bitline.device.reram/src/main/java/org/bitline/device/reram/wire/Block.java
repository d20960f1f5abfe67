package org.bitline.device.reram.wire;

import java.util.Arrays;

/**
 * A rectangle of an array as a resistor network seen from its ports: currents into the ports =
 * admittance · port voltages.
 *
 * <p>Ports are in the order sources, left, right, top, bottom, senses. Voltages of sources and
 * senses are given, so what they draw from their own kind is nobody's question: of the symmetric
 * admittance only the rows of the lower triangle are kept that begin behind the sources, and rows
 * of senses end before the senses.
 *
 * @param sources drivers of rows
 * @param left row nodes shared with a neighbour
 * @param right row nodes shared with a neighbour
 * @param top column nodes shared with a neighbour
 * @param bottom column nodes shared with a neighbour
 * @param senses sense nodes of columns
 */
record Block(
    int sources, int left, int right, int top, int bottom, int senses, double[][] admittance) {

  private static final int PANEL = 4;

  /** A block of these ports, without an admittance yet. */
  Block(int sources, int left, int right, int top, int bottom, int senses) {
    this(sources, left, right, top, bottom, senses, new double[0][]);
  }

  /** Ports that the rows of senses reach: all but the senses. */
  private int open() {
    return sources + left + right + top + bottom;
  }

  /** Side by side: the left part's right ports are joined to the right part's left ones. */
  static Block beside(Block a, Block b) {
    // Driven from both ends, the rows of both parts have the same drivers.
    Block whole =
        new Block(
            Math.max(a.sources, b.sources),
            a.left,
            b.right,
            a.top + b.top,
            a.bottom + b.bottom,
            a.senses + b.senses);
    int[] first = whole.starts();
    int joined = first[6];
    int[] ofA = a.numbers(first[0], first[1], joined, first[3], first[4], first[5]);
    int[] ofB =
        b.numbers(
            first[0], joined, first[2], first[3] + a.top, first[4] + a.bottom, first[5] + a.senses);
    return whole.joined(a, ofA, b, ofB, a.right);
  }

  /** One above the other: the upper part's bottom ports are joined to the lower part's top ones. */
  static Block above(Block a, Block b) {
    // Sensed at both ends, the columns of both parts have the same sense nodes.
    Block whole =
        new Block(
            a.sources + b.sources,
            a.left + b.left,
            a.right + b.right,
            a.top,
            b.bottom,
            Math.max(a.senses, b.senses));
    int[] first = whole.starts();
    int joined = first[6];
    int[] ofA = a.numbers(first[0], first[1], first[2], first[3], joined, first[5]);
    int[] ofB =
        b.numbers(
            first[0] + a.sources,
            first[1] + a.left,
            first[2] + a.right,
            joined,
            first[4],
            first[5]);
    return whole.joined(a, ofA, b, ofB, a.bottom);
  }

  /** Numbers of the first port of each kind, and of the first node behind them. */
  private int[] starts() {
    int[] counts = {sources, left, right, top, bottom, senses};
    int[] first = new int[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      first[i + 1] = first[i] + counts[i];
    }
    return first;
  }

  /** Numbers of this block's ports in another, from the first of each kind. */
  private int[] numbers(int... first) {
    int[] own = starts();
    int[] numbers = new int[own[6]];
    for (int kind = 0; kind < first.length; kind++) {
      for (int i = own[kind]; i < own[kind + 1]; i++) {
        numbers[i] = first[kind] + i - own[kind];
      }
    }
    return numbers;
  }

  private Block joined(Block a, int[] ofA, Block b, int[] ofB, int joined) {
    double[][] y = empty(joined);
    a.add(ofA, y);
    b.add(ofB, y);
    return reduced(y);
  }

  /** An admittance of 0 for the ports and so many inner nodes behind them. */
  double[][] empty(int inner) {
    double[][] y = new double[open() + senses + inner][];
    for (int i = sources; i < y.length; i++) {
      y[i] = new double[length(i)];
    }
    return y;
  }

  /** How many entries a row of the admittance has. */
  private int length(int row) {
    return row < open() || row >= open() + senses ? row + 1 : open();
  }

  private void add(int[] numbers, double[][] y) {
    for (int i = sources; i < admittance.length; i++) {
      double[] row = admittance[i];
      int to = numbers[i];
      for (int j = 0; j < row.length; j++) {
        int other = numbers[j];
        if (other > to) {
          y[other][to] += row[j];
        } else {
          y[to][other] += row[j];
        }
      }
    }
  }

  /** Adds a resistor between two nodes; entries that are not kept are left out. */
  void connect(double[][] y, int a, int b, double conductance) {
    int low = Math.min(a, b);
    int high = Math.max(a, b);
    if (low < y[high].length) {
      y[high][low] -= conductance;
    }
    if (high < y[high].length) {
      y[high][high] += conductance;
    }
    if (low >= sources && low < y[low].length) {
      y[low][low] += conductance;
    }
  }

  /** This block with what is left of an admittance when its inner nodes are eliminated. */
  Block reduced(double[][] y) {
    int ports = open() + senses;
    int last = y.length - 1;
    for (; last - PANEL + 1 >= ports; last -= PANEL) {
      for (int p = last; p > last - PANEL; p--) {
        for (int i = last - PANEL + 1; i < p; i++) {
          subtract(y[p], p, i, y[i]);
        }
      }
      for (int i = sources; i <= last - PANEL; i++) {
        subtract(y[last], y[last - 1], y[last - 2], y[last - 3], last, i, y[i]);
      }
    }
    for (; last >= ports; last--) {
      for (int i = sources; i < last; i++) {
        subtract(y[last], last, i, y[i]);
      }
    }
    return new Block(sources, left, right, top, bottom, senses, Arrays.copyOf(y, ports));
  }

  /** Subtracts pivot row p from row i. */
  private static void subtract(double[] pivot, int p, int i, double[] target) {
    double factor = -pivot[i] / pivot[p];
    for (int j = 0; j < target.length; j++) {
      target[j] = Math.fma(factor, pivot[j], target[j]);
    }
  }

  /** Subtracts four pivot rows, done with one another, from row i: one pass over the target. */
  private static void subtract(
      double[] a, double[] b, double[] c, double[] d, int last, int i, double[] target) {
    double fa = -a[i] / a[last];
    double fb = -b[i] / b[last - 1];
    double fc = -c[i] / c[last - 2];
    double fd = -d[i] / d[last - 3];
    for (int j = 0; j < target.length; j++) {
      double sum = Math.fma(fb, b[j], Math.fma(fa, a[j], target[j]));
      target[j] = Math.fma(fd, d[j], Math.fma(fc, c[j], sum));
    }
  }
}
