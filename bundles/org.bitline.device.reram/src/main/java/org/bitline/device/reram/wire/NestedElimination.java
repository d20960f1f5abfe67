package org.bitline.device.reram.wire;

/**
 * The effective matrix of an array with row and column wires, by nested elimination.
 *
 * <p>A leaf is one cell with its segments to the right and below; two blocks become one by
 * eliminating the nodes that they share. At the top the driven ends L of the rows and the sense
 * nodes B at 0 V are left: W = −Y_BL (Y_LL + g_s)⁻¹ g_s, g_s the conductance from driver to first
 * cell.
 */
final class NestedElimination {

  private final double[][] sides;
  private final int rows;
  private final int columns;
  private final Segments wires;

  /**
   * @param sides conductances, rows × columns each: all rows of side s are driven by sign(s) · x,
   *     on row wires of their own, and share the column nodes
   */
  NestedElimination(double[][] sides, int rows, int columns, Segments wires) {
    this.sides = sides;
    this.rows = rows;
    this.columns = columns;
    this.wires = wires;
  }

  /**
   * rows × columns: current of column c for a voltage of 1 at row r of the first side, −1 of the
   * second.
   */
  double[] matrix() {
    Ports array = block(0, rows, 0, columns);
    int inputs = array.left();
    double[][] driven = new double[inputs][];
    for (int i = 0; i < inputs; i++) {
      driven[i] = array.admittance()[i].clone();
      driven[i][i] += wires.source();
    }
    Cholesky factor = Cholesky.of(driven);
    double[] matrix = new double[rows * columns];
    double[] z = new double[inputs];
    for (int c = 0; c < columns; c++) {
      double[] row = array.admittance()[inputs + c];
      for (int i = 0; i < inputs; i++) {
        z[i] = -wires.source() * row[i];
      }
      factor.solve(z);
      for (int r = 0; r < rows; r++) {
        int at = r * sides.length;
        matrix[r * columns + c] = sides.length == 1 ? z[at] : z[at] - z[at + 1];
      }
    }
    return matrix;
  }

  private Ports block(int row, int rowEnd, int column, int columnEnd) {
    if (rowEnd - row == 1 && columnEnd - column == 1) {
      return leaf(row, column);
    }
    if (rowEnd - row > columnEnd - column) {
      int middle = (row + rowEnd) >>> 1;
      return Ports.above(
          block(row, middle, column, columnEnd), block(middle, rowEnd, column, columnEnd));
    }
    int middle = (column + columnEnd) >>> 1;
    return Ports.beside(block(row, rowEnd, column, middle), block(row, rowEnd, middle, columnEnd));
  }

  /** Ports: a row node per side, the next row nodes, the column node, the next column node. */
  private Ports leaf(int row, int column) {
    int k = sides.length;
    int right = column < columns - 1 ? k : 0;
    boolean inner = row > 0;
    int size = k + right + 2;
    double[][] y = new double[size][];
    for (int i = 0; i < size; i++) {
      y[i] = new double[i + 1];
    }
    // The first row's column node is nobody's port: it comes last and is eliminated.
    int top = inner ? k + right : size - 1;
    int bottom = inner ? size - 1 : k + right;
    for (int s = 0; s < k; s++) {
      connect(y, s, top, sides[s][row * columns + column]);
      if (right > 0) {
        connect(y, s, k + s, wires.row());
      }
    }
    connect(y, top, bottom, row < rows - 1 ? wires.column() : wires.sense());
    return new Ports(k, right, inner ? 1 : 0, 1, inner ? y : Ports.eliminate(y, size - 1));
  }

  private static void connect(double[][] y, int a, int b, double conductance) {
    y[a][a] += conductance;
    y[b][b] += conductance;
    y[Math.max(a, b)][Math.min(a, b)] -= conductance;
  }
}
