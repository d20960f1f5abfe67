package org.bitline.device.reram.wire;

/** Effective matrices of arrays where rows, or columns, have no resistance: ladders alone. */
final class Ladders {

  private Ladders() {}

  /**
   * Rows without resistance. A column is a ladder with cells as rungs; by reciprocity a cell's
   * share in the sensed current is its conductance times the voltage at its node when the sense
   * nodes are driven by 1 and all rows are at 0.
   */
  static double[] columns(double[][] sides, int rows, int columns, Segments wires) {
    double[] matrix = new double[rows * columns];
    Ladder ladder =
        new Ladder(rows, wires.column(), wires.bothSensed() ? wires.sense() : 0, wires.sense());
    double[] rungs = new double[rows];
    double[] voltages = new double[rows];
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        rungs[r] = shunt(sides, r * columns + c);
      }
      ladder.voltages(rungs, voltages);
      for (int r = 0; r < rows; r++) {
        matrix[r * columns + c] = voltages[r] * difference(sides, r * columns + c);
      }
    }
    return matrix;
  }

  /** Columns without resistance: each row is a ladder whose rungs end at 0 V. */
  static double[] rows(double[] side, int rows, int columns, Segments wires) {
    double[] matrix = new double[rows * columns];
    Ladder ladder =
        new Ladder(columns, wires.row(), wires.source(), wires.bothDriven() ? wires.source() : 0);
    double[] rungs = new double[columns];
    double[] voltages = new double[columns];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(side, r * columns, rungs, 0, columns);
      ladder.voltages(rungs, voltages);
      for (int c = 0; c < columns; c++) {
        matrix[r * columns + c] = voltages[c] * rungs[c];
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
