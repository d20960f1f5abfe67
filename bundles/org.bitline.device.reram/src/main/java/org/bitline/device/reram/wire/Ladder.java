package org.bitline.device.reram.wire;

/** A wire with resistors to its surroundings at every node: a tridiagonal system. */
final class Ladder {

  private final double segment;
  private final double first;
  private final double last;
  private final double[] pivots;

  /**
   * @param segment conductance between neighbours
   * @param first conductance from the first node to the end's voltage; 0 for an open end
   * @param last conductance from the last node to the end's voltage; 0 for an open end
   */
  Ladder(int nodes, double segment, double first, double last) {
    this.segment = segment;
    this.first = first;
    this.last = last;
    this.pivots = new double[nodes];
  }

  /** Voltages of the nodes for ends at 1 and rungs to 0. */
  void voltages(double[] rungs, double[] out) {
    java.util.Arrays.fill(out, 0);
    out[0] += first;
    out[out.length - 1] += last;
    solve(rungs, 0, 1, out);
  }

  /**
   * Replaces currents into the nodes by the nodes' voltages, ends at 0.
   *
   * @param rungs total conductance from node i to its surroundings: i · stride from {@code at}
   */
  void solve(double[] rungs, int at, int stride, double[] currents) {
    int n = pivots.length;
    for (int i = 0; i < n; i++) {
      double diagonal = rungs[at + i * stride];
      diagonal += i == 0 ? first : segment;
      diagonal += i == n - 1 ? last : segment;
      if (i > 0) {
        double factor = segment / pivots[i - 1];
        diagonal -= factor * segment;
        currents[i] += factor * currents[i - 1];
      }
      pivots[i] = diagonal;
    }
    currents[n - 1] /= pivots[n - 1];
    for (int i = n - 2; i >= 0; i--) {
      currents[i] = (currents[i] + segment * currents[i + 1]) / pivots[i];
    }
  }
}
