package org.bitline.device.reram.wire;

/** A resistor network, solved by Gaussian elimination with pivoting: the independent check. */
final class Nodal {

  private final double[][] a;
  private final double[] b;

  Nodal(int nodes) {
    a = new double[nodes][nodes];
    b = new double[nodes];
  }

  /** A resistor between two nodes; −1 is a node at 0 V. */
  void connect(int i, int j, double conductance) {
    if (i >= 0) {
      a[i][i] += conductance;
    }
    if (j >= 0) {
      a[j][j] += conductance;
    }
    if (i >= 0 && j >= 0) {
      a[i][j] -= conductance;
      a[j][i] -= conductance;
    }
  }

  /** A resistor from a node to a source. */
  void drive(int i, double conductance, double voltage) {
    a[i][i] += conductance;
    b[i] += conductance * voltage;
  }

  /** A resistor in series with a voltage source between two nodes: i is raised by it. */
  void drop(int i, int j, double conductance, double voltage) {
    connect(i, j, conductance);
    b[i] += conductance * voltage;
    b[j] -= conductance * voltage;
  }

  double[] solve() {
    int n = b.length;
    for (int p = 0; p < n; p++) {
      int best = p;
      for (int i = p + 1; i < n; i++) {
        best = Math.abs(a[i][p]) > Math.abs(a[best][p]) ? i : best;
      }
      double[] row = a[best];
      a[best] = a[p];
      a[p] = row;
      double right = b[best];
      b[best] = b[p];
      b[p] = right;
      for (int i = p + 1; i < n; i++) {
        double factor = a[i][p] / row[p];
        for (int j = p; j < n && factor != 0; j++) {
          a[i][j] -= factor * row[j];
        }
        b[i] -= factor * right;
      }
    }
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = b[i];
      for (int j = i + 1; j < n; j++) {
        sum -= a[i][j] * x[j];
      }
      x[i] = sum / a[i][i];
    }
    return x;
  }
}
