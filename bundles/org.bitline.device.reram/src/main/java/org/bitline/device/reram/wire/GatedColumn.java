package org.bitline.device.reram.wire;

/**
 * A column of a gated array: cells between a supply wire and a column wire, those of input 0 open.
 *
 * <p>Of cell i, with C_i the current in the column wire below it, T the whole current, ρ_i the
 * supply segment before and κ_i the column segment after it: it carries G_i (x_i − D_i), where the
 * drop D_i on both wires obeys D_(i+1) − D_i = ρ_(i+1) (T − C_i) − κ_i C_i. That is a tridiagonal
 * system in D for given T; two solutions and the last cell's D_(n−1) = κ_(n−1) T + Σ_i ρ_i (T −
 * C_(i−1)) give T. Exact, n steps a column (x and the drops in full scales, resistances over the
 * cells' lowest).
 */
public final class GatedColumn {

  private final double[] supply;
  private final double[] column;
  private final double[] link;
  private final double[] pivots;
  private final double[] own;
  private final double[] common;

  /**
   * @param rows cells that are used
   * @param arrayRows cells that there are
   * @param wires gated
   */
  public GatedColumn(int rows, int arrayRows, Wires wires, double maxSiemens) {
    supply = new double[rows];
    column = new double[rows];
    link = new double[rows];
    pivots = new double[rows];
    own = new double[rows];
    common = new double[rows];
    java.util.Arrays.fill(supply, wires.rowOhm() * maxSiemens);
    java.util.Arrays.fill(column, wires.columnOhm() * maxSiemens);
    int idle = Math.max(0, arrayRows - rows);
    if (wires.selected() == Wires.SelectedRows.TOP) {
      column[rows - 1] *= idle + 1;
    } else {
      supply[0] *= idle + 1;
    }
    supply[0] += wires.rowTerminalOhm() * maxSiemens;
    column[rows - 1] += wires.columnTerminalOhm() * maxSiemens;
    for (int i = 0; i < rows - 1; i++) {
      link[i] = 1 / (supply[i + 1] + column[i]);
    }
  }

  /**
   * The current at the sense node. Not for two threads at once.
   *
   * @param cells of the column: cell i at {@code at + i · stride}
   */
  public double current(double[] cells, int at, int stride, double[] x) {
    int n = supply.length;
    boolean closed = false;
    for (int i = 0; i < n; i++) {
      double g = x[i] == 0 ? 0 : cells[at + i * stride];
      closed |= g > 0;
      double before = i == 0 ? 0 : link[i - 1];
      pivots[i] = link[i] + before + g;
      own[i] = g * x[i];
      common[i] = (i == 0 ? 0 : before * supply[i]) - (i == n - 1 ? 1 : link[i] * supply[i + 1]);
    }
    if (!closed) {
      return 0;
    }
    solve(n);
    double constant = own[n - 1];
    double slope = common[n - 1] - column[n - 1] - supply[0];
    for (int i = 1; i < n; i++) {
      // C_(i−1) = link (ρ_i T − D_i + D_(i−1))
      constant -= supply[i] * link[i - 1] * (own[i] - own[i - 1]);
      double share = link[i - 1] * (supply[i] - common[i] + common[i - 1]);
      slope -= supply[i] * (1 - share);
    }
    return -constant / slope;
  }

  /** Thomas' elimination for both right sides; the results take their places. */
  private void solve(int n) {
    for (int i = 1; i < n; i++) {
      double factor = link[i - 1] / pivots[i - 1];
      pivots[i] -= factor * link[i - 1];
      own[i] += factor * own[i - 1];
      common[i] += factor * common[i - 1];
    }
    own[n - 1] /= pivots[n - 1];
    common[n - 1] /= pivots[n - 1];
    for (int i = n - 2; i >= 0; i--) {
      own[i] = (own[i] + link[i] * own[i + 1]) / pivots[i];
      common[i] = (common[i] + link[i] * common[i + 1]) / pivots[i];
    }
  }
}
