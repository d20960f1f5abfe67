package org.bitline.device.reram.wire;

/**
 * The squares of {@link #EDGE} × {@link #EDGE} cells of an array, as blocks: they are worked out
 * many at a time.
 */
final class Squares {

  /** Cells along a side. */
  static final int EDGE = 4;

  private static final int LANES = 128;

  private final double[][] sides;
  private final int rows;
  private final int columns;
  private final Segments wires;
  private final int across;
  private final Block[] blocks;

  private Squares(double[][] sides, int rows, int columns, Segments wires) {
    this.sides = sides;
    this.rows = rows;
    this.columns = columns;
    this.wires = wires;
    this.across = columns / EDGE;
    this.blocks = new Block[rows / EDGE * across];
  }

  static Squares of(double[][] sides, int rows, int columns, Segments wires) {
    Squares squares = new Squares(sides, rows, columns, wires);
    for (int first = 0; first < squares.blocks.length; first += LANES) {
      squares.fill(first, Math.min(LANES, squares.blocks.length - first));
    }
    return squares;
  }

  /** Whether a rectangle is one of them. */
  boolean hold(int row, int height, int column, int width) {
    return height == EDGE && width == EDGE && row % EDGE == 0 && column % EDGE == 0;
  }

  Block at(int row, int column) {
    return blocks[row / EDGE * across + column / EDGE];
  }

  private void fill(int first, int lanes) {
    Lanes square = part(first, lanes, 0, EDGE, 0, EDGE);
    double[][][] from = square.admittance();
    for (int lane = 0; lane < lanes; lane++) {
      double[][] y = new double[from.length][];
      for (int i = 0; i < y.length; i++) {
        y[i] = new double[i + 1];
        for (int j = 0; j <= i; j++) {
          y[i][j] = from[i][j][lane];
        }
      }
      Block inner = new Block(0, square.left(), square.right(), square.top(), square.bottom(), 0);
      blocks[first + lane] = edged(inner, y, first + lane);
    }
  }

  private Lanes part(int first, int lanes, int row, int rowEnd, int column, int columnEnd) {
    if (rowEnd - row == 1 && columnEnd - column == 1) {
      return cell(first, lanes, row, column);
    }
    if (rowEnd - row > columnEnd - column) {
      int middle = (row + rowEnd) >>> 1;
      return Lanes.above(
          part(first, lanes, row, middle, column, columnEnd),
          part(first, lanes, middle, rowEnd, column, columnEnd));
    }
    int middle = (column + columnEnd) >>> 1;
    return Lanes.beside(
        part(first, lanes, row, rowEnd, column, middle),
        part(first, lanes, row, rowEnd, middle, columnEnd));
  }

  /** One cell of each square with its segments; at the array's edge these lead to a driver. */
  private Lanes cell(int first, int lanes, int row, int column) {
    int k = sides.length;
    double[][][] y = Lanes.empty(2 * k + 2, lanes);
    for (int lane = 0; lane < lanes; lane++) {
      int r = (first + lane) / across * EDGE + row;
      int c = (first + lane) % across * EDGE + column;
      double onward = wires.row();
      if (c == columns - 1) {
        onward = wires.bothDriven() ? wires.source() : 0;
      }
      for (int s = 0; s < k; s++) {
        connect(y, lane, s, 2 * k, sides[s][r * columns + c]);
        connect(y, lane, s, k + s, onward);
      }
      connect(y, lane, 2 * k, 2 * k + 1, r == rows - 1 ? wires.sense() : wires.column());
    }
    return new Lanes(k, k, 1, 1, y);
  }

  private static void connect(double[][][] y, int lane, int a, int b, double conductance) {
    y[a][a][lane] += conductance;
    y[b][b][lane] += conductance;
    y[b][a][lane] -= conductance;
  }

  /** The same with drivers and sense nodes, where the square lies at the array's edge. */
  private Block edged(Block inner, double[][] y, int number) {
    boolean first = number % across == 0;
    boolean last = (number % across + 1) * EDGE == columns;
    boolean top = number < across;
    boolean bottom = (number / across + 1) * EDGE == rows;
    return first || last || top || bottom
        ? new Edge(inner, first, last, top, bottom).block(y, wires)
        : new Block(0, inner.left(), inner.right(), inner.top(), inner.bottom(), 0, y);
  }
}
