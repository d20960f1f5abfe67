package org.bitline.device.reram.wire;

/** Effective matrices of arrays where rows, or columns, have no resistance: ladders alone. */
final class Ladders {

  private Ladders() {}

  /**
   * Rows without resistance. A column is a ladder with cells as rungs; by reciprocity a cell's
   * share in the sensed current is its conductance times the voltage at its node when the sense
   * node is driven by 1 and all rows are at 0.
   */
  static double[] columns(double[][] sides, int rows, int columns, Segments wires) {
    double[] matrix = new double[rows * columns];
    double[] pivots = new double[rows];
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        double down = r == rows - 1 ? wires.sense() : wires.column();
        double up = r == 0 ? 0 : wires.column() - wires.column() * wires.column() / pivots[r - 1];
        pivots[r] = shunt(sides, r * columns + c) + down + up;
      }
      double voltage = 1;
      for (int r = rows - 1; r >= 0; r--) {
        voltage *= (r == rows - 1 ? wires.sense() : wires.column()) / pivots[r];
        matrix[r * columns + c] = voltage * difference(sides, r * columns + c);
      }
    }
    return matrix;
  }

  /** Columns without resistance: each row is a ladder whose rungs end at 0 V. */
  static double[] rows(double[] side, int rows, int columns, Segments wires) {
    double[] matrix = new double[rows * columns];
    double[] pivots = new double[columns];
    for (int r = 0; r < rows; r++) {
      for (int c = columns - 1; c >= 0; c--) {
        double back = c == 0 ? wires.source() : wires.row();
        double on = c == columns - 1 ? 0 : wires.row() - wires.row() * wires.row() / pivots[c + 1];
        pivots[c] = side[r * columns + c] + back + on;
      }
      double voltage = 1;
      for (int c = 0; c < columns; c++) {
        voltage *= (c == 0 ? wires.source() : wires.row()) / pivots[c];
        matrix[r * columns + c] = voltage * side[r * columns + c];
      }
    }
    return matrix;
  }

  private static double shunt(double[][] sides, int at) {
    double sum = 0;
    for (double[] side : sides) {
      sum += side[at];
    }
    return sum;
  }

  private static double difference(double[][] sides, int at) {
    return sides.length == 1 ? sides[0][at] : sides[0][at] - sides[1][at];
  }
}
