package org.bitline.device.reram.wire;

/**
 * The effective matrix of an array with row and column wires, by nested elimination.
 *
 * <p>A leaf is one cell with its segments to the right and below, at the array's edge with the
 * segments to drivers and sense nodes; two blocks become one by eliminating the nodes that they
 * share. At the end only drivers S and sense nodes B are left, and W = −Y_BS. A driver of both ends
 * of a row, or a sense node of both ends of a column, is one port of the blocks at both edges.
 */
final class NestedElimination {

  private final double[][] sides;
  private final int rows;
  private final int columns;
  private final Segments wires;
  private final Squares squares;

  /**
   * @param sides conductances, rows × columns each: all rows of side s are driven by sign(s) · x,
   *     on row wires of their own, and share the column nodes
   */
  NestedElimination(double[][] sides, int rows, int columns, Segments wires) {
    this.sides = sides;
    this.rows = rows;
    this.columns = columns;
    this.wires = wires;
    this.squares = Squares.of(sides, rows, columns, wires);
  }

  /**
   * rows × columns: current of column c for a voltage of 1 at row r of the first side, −1 of the
   * second.
   */
  double[] matrix() {
    Block array = block(0, rows, 0, columns);
    double[] matrix = new double[rows * columns];
    int k = sides.length;
    for (int c = 0; c < columns; c++) {
      double[] sense = array.admittance()[array.sources() + c];
      for (int r = 0; r < rows; r++) {
        matrix[r * columns + c] = k == 1 ? -sense[r] : sense[2 * r + 1] - sense[2 * r];
      }
    }
    return matrix;
  }

  private Block block(int row, int rowEnd, int column, int columnEnd) {
    int height = rowEnd - row;
    int width = columnEnd - column;
    if (squares.hold(row, height, column, width)) {
      return squares.at(row, column);
    }
    if (height == 1 && width == 1) {
      return leaf(row, column);
    }
    if (height > width) {
      int middle = row + half(height);
      return Block.above(
          block(row, middle, column, columnEnd), block(middle, rowEnd, column, columnEnd));
    }
    int middle = column + half(width);
    return Block.beside(block(row, rowEnd, column, middle), block(row, rowEnd, middle, columnEnd));
  }

  /** About half, at the edge of a square where there is room for one. */
  private static int half(int size) {
    int half = size >>> 1;
    return size > Squares.EDGE ? Math.max(Squares.EDGE, half - half % Squares.EDGE) : half;
  }

  private Block leaf(int row, int column) {
    int k = sides.length;
    boolean first = column == 0;
    boolean top = row == 0;
    boolean last = column == columns - 1;
    boolean bottom = row == rows - 1;
    Block leaf =
        new Block(
            first || last && wires.bothDriven() ? k : 0,
            first ? 0 : k,
            last ? 0 : k,
            top ? 0 : 1,
            bottom ? 0 : 1,
            bottom || top && wires.bothSensed() ? 1 : 0);
    int ports = leaf.sources() + leaf.left() + leaf.right() + leaf.top() + leaf.bottom();
    int inner = ports + leaf.senses();
    double[][] y = leaf.empty((first ? k : 0) + (top ? 1 : 0));
    int columnNode = top ? y.length - 1 : leaf.sources() + leaf.left() + leaf.right();
    for (int s = 0; s < k; s++) {
      int rowNode = first ? inner + s : leaf.sources() + s;
      leaf.connect(y, rowNode, columnNode, sides[s][row * columns + column]);
      if (first) {
        leaf.connect(y, rowNode, s, wires.source());
      }
      if (!last) {
        leaf.connect(y, rowNode, leaf.sources() + leaf.left() + s, wires.row());
      } else if (wires.bothDriven()) {
        leaf.connect(y, rowNode, s, wires.source());
      }
    }
    leaf.connect(
        y, columnNode, bottom ? ports : ports - 1, bottom ? wires.sense() : wires.column());
    if (top && wires.bothSensed()) {
      leaf.connect(y, columnNode, ports, wires.sense());
    }
    return leaf.reduced(y);
  }
}
