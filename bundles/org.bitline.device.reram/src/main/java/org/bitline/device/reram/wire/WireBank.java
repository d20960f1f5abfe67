package org.bitline.device.reram.wire;

import java.util.Arrays;

/**
 * Parallel wires of equal length, each a tridiagonal system, solved side by side: node i of wire l
 * at [i][l].
 */
final class WireBank {

  private final double segment;
  private final double[] first;
  private final double[] last;
  private final double[][] inverse;
  private final double[] factor;

  /**
   * @param segment conductance between neighbours
   * @param first conductance of each wire from its first node to that end; 0 for an open end
   * @param last conductance of each wire from its last node to that end; 0 for an open end
   */
  WireBank(int nodes, double segment, double[] first, double[] last) {
    this.segment = segment;
    this.first = first;
    this.last = last;
    this.inverse = new double[nodes][first.length];
    this.factor = new double[first.length];
  }

  int nodes() {
    return inverse.length;
  }

  /** Prepares {@link #solve} for conductances from each node to what is not of its wire. */
  void factor(double[][] rungs) {
    int n = inverse.length;
    double[] previous = new double[first.length];
    for (int i = 0; i < n; i++) {
      Arrays.fill(factor, (i > 0 ? segment : 0) + (i < n - 1 ? segment : 0));
      plus(factor, rungs[i]);
      if (i == 0) {
        plus(factor, first);
      }
      if (i == n - 1) {
        plus(factor, last);
      }
      pivots(factor, previous, segment * segment, inverse[i]);
      previous = inverse[i];
    }
  }

  private static void pivots(double[] diagonal, double[] previous, double square, double[] out) {
    for (int l = 0; l < out.length; l++) {
      out[l] = 1 / (diagonal[l] - square * previous[l]);
    }
  }

  /** Replaces currents into the nodes by their voltages, ends at 0 V. */
  void solve(double[][] currents) {
    for (int i = 1; i < inverse.length; i++) {
      forward(currents[i], currents[i - 1], inverse[i - 1]);
    }
    for (int i = inverse.length - 1; i >= 0; i--) {
      if (i < inverse.length - 1) {
        plus(currents[i], currents[i + 1], segment);
      }
      times(currents[i], inverse[i]);
    }
  }

  private void forward(double[] to, double[] from, double[] inverse) {
    for (int l = 0; l < to.length; l++) {
      to[l] += segment * inverse[l] * from[l];
    }
  }

  /** Currents that leave the nodes along their wires. */
  void currents(double[][] voltages, double[][] out) {
    int n = inverse.length;
    for (int i = 0; i < n; i++) {
      double[] v = voltages[i];
      double[] own = out[i];
      Arrays.fill(own, 0);
      if (i > 0) {
        plus(own, v, segment);
        plus(own, voltages[i - 1], -segment);
      }
      if (i < n - 1) {
        plus(own, v, segment);
        plus(own, voltages[i + 1], -segment);
      }
      if (i == 0) {
        plus(own, v, first);
      }
      if (i == n - 1) {
        plus(own, v, last);
      }
    }
  }

  /** Adds the currents that ends at these voltages send into the nodes. */
  void drive(double[] ends, double[][] currents) {
    plus(currents[0], ends, first);
    plus(currents[currents.length - 1], ends, last);
  }

  private static void plus(double[] to, double[] values) {
    for (int l = 0; l < to.length; l++) {
      to[l] += values[l];
    }
  }

  private static void plus(double[] to, double[] values, double factor) {
    for (int l = 0; l < to.length; l++) {
      to[l] += factor * values[l];
    }
  }

  private static void plus(double[] to, double[] values, double[] factors) {
    for (int l = 0; l < to.length; l++) {
      to[l] += factors[l] * values[l];
    }
  }

  private static void times(double[] to, double[] factors) {
    for (int l = 0; l < to.length; l++) {
      to[l] *= factors[l];
    }
  }
}
