package org.bitline.device.reram.wire;

/**
 * Row wires and column wires with conductances between them, solved for given currents.
 *
 * <p>Row wires are eliminated, each a tridiagonal system; what is left, S = T_c − G T_r⁻¹ G on the
 * column nodes, is symmetric and positive definite, and is solved by conjugate gradients (Hestenes
 * and Stiefel, Journal of Research of the National Bureau of Standards 49, 1952) with the column
 * wires T_c as preconditioner. Wires conduct far better than cells, so that a few iterations do.
 *
 * @param row wires: nodes are columns of the array, lanes its driven rows, side by side
 * @param column wires: nodes are rows of the array, lanes its columns
 * @param sides 1, or 2 where each row of the array has two wires
 */
record LinearNetwork(WireBank row, WireBank column, int sides) {

  private static final int MOST_ITERATIONS = 2000;

  /**
   * Solves for voltages.
   *
   * @param slopes conductances of cells, [column][side · rows + row]
   * @param tolerance of the residual over that of voltages 0
   * @param rowCurrents into row nodes; replaced by their voltages
   * @param columnCurrents into column nodes; replaced by their voltages
   */
  void solve(
      double[][] slopes, double tolerance, double[][] rowCurrents, double[][] columnCurrents) {
    double[][] rungs = new double[columnCurrents.length][slopes.length];
    toColumns(slopes, rungs);
    row.factor(slopes);
    column.factor(rungs);
    row.solve(rowCurrents);
    addCoupled(slopes, rowCurrents, columnCurrents, 1);
    gradients(slopes, rungs, tolerance, columnCurrents);
    double[][] back = new double[rowCurrents.length][rowCurrents[0].length];
    coupled(slopes, columnCurrents, back);
    row.solve(back);
    for (int i = 0; i < back.length; i++) {
      add(rowCurrents[i], back[i], 1);
    }
  }

  /** Replaces the right side b of S u = b by u. */
  private void gradients(double[][] slopes, double[][] rungs, double tolerance, double[][] b) {
    double[][] residual = copy(b);
    double[][] preconditioned = copy(b);
    column.solve(preconditioned);
    double[][] direction = copy(preconditioned);
    double product = dot(residual, preconditioned);
    double end = product * tolerance * tolerance;
    double[][] image = new double[b.length][b[0].length];
    double[][] rows = new double[slopes.length][slopes[0].length];
    for (double[] u : b) {
      java.util.Arrays.fill(u, 0);
    }
    for (int i = 0; i < MOST_ITERATIONS && product > end; i++) {
      image(slopes, rungs, direction, rows, image);
      double step = product / dot(direction, image);
      for (int r = 0; r < b.length; r++) {
        add(b[r], direction[r], step);
        add(residual[r], image[r], -step);
        System.arraycopy(residual[r], 0, preconditioned[r], 0, preconditioned[r].length);
      }
      column.solve(preconditioned);
      double next = dot(residual, preconditioned);
      double turn = next / product;
      for (int r = 0; r < b.length; r++) {
        scaleAdd(direction[r], turn, preconditioned[r]);
      }
      product = next;
    }
  }

  /** S times a direction. */
  private void image(
      double[][] slopes, double[][] rungs, double[][] direction, double[][] rows, double[][] out) {
    column.currents(direction, out);
    for (int r = 0; r < out.length; r++) {
      addProducts(out[r], rungs[r], direction[r]);
    }
    coupled(slopes, direction, rows);
    row.solve(rows);
    addCoupled(slopes, rows, out, -1);
  }

  /** Currents through cells into row nodes from voltages of column nodes. */
  private static void coupled(double[][] slopes, double[][] columns, double[][] rows) {
    int height = columns.length;
    for (int c = 0; c < slopes.length; c++) {
      double[] slope = slopes[c];
      double[] to = rows[c];
      for (int at = 0; at < slope.length; at += height) {
        for (int r = 0; r < height; r++) {
          to[at + r] = slope[at + r] * columns[r][c];
        }
      }
    }
  }

  /** Adds currents through cells into column nodes from voltages of row nodes. */
  private static void addCoupled(
      double[][] slopes, double[][] rows, double[][] columns, double sign) {
    int height = columns.length;
    for (int c = 0; c < slopes.length; c++) {
      double[] slope = slopes[c];
      double[] from = rows[c];
      for (int at = 0; at < slope.length; at += height) {
        for (int r = 0; r < height; r++) {
          columns[r][c] += sign * slope[at + r] * from[at + r];
        }
      }
    }
  }

  /** Sums over the sides, [row][column]. */
  private void toColumns(double[][] slopes, double[][] out) {
    for (int c = 0; c < slopes.length; c++) {
      for (int i = 0; i < slopes[c].length; i++) {
        out[i % (slopes[c].length / sides)][c] += slopes[c][i];
      }
    }
  }

  private static double[][] copy(double[][] values) {
    double[][] copy = values.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i].clone();
    }
    return copy;
  }

  private static double dot(double[][] a, double[][] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[i].length; j++) {
        sum += a[i][j] * b[i][j];
      }
    }
    return sum;
  }

  private static void add(double[] to, double[] values, double factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * values[i];
    }
  }

  private static void addProducts(double[] to, double[] a, double[] b) {
    for (int i = 0; i < to.length; i++) {
      to[i] += a[i] * b[i];
    }
  }

  private static void scaleAdd(double[] to, double factor, double[] values) {
    for (int i = 0; i < to.length; i++) {
      to[i] = factor * to[i] + values[i];
    }
  }
}
