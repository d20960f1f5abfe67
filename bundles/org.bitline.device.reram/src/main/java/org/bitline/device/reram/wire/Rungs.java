package org.bitline.device.reram.wire;

import java.util.Arrays;

/**
 * Each cell as a rung of its row's, or its column's, ladder while the far sides of all rungs are at
 * 0 V.
 *
 * @param voltage at the node without this cell, for ends at 1
 * @param impedance of the wire at the node without this cell, ends at 0
 */
record Rungs(double[] voltage, double[] impedance) {

  static Rungs rows(double[] cells, int rows, int columns, Segments wires) {
    return of(
        cells,
        new Lines(rows, columns, 1, columns),
        wires.row(),
        wires.source(),
        wires.bothDriven() ? wires.source() : 0);
  }

  static Rungs columns(double[] cells, int rows, int columns, Segments wires) {
    return of(
        cells,
        new Lines(columns, rows, columns, 1),
        wires.column(),
        wires.bothSensed() ? wires.sense() : 0,
        wires.sense());
  }

  /** Where lines of cells lie: cell i of line l at l · apart + i · stride. */
  private record Lines(int count, int length, int stride, int apart) {}

  private static Rungs of(double[] cells, Lines lines, double segment, double first, double last) {
    Rungs rungs = new Rungs(new double[cells.length], new double[cells.length]);
    if (Double.isInfinite(segment)) {
      Arrays.fill(rungs.voltage, 1);
      return rungs;
    }
    double[] before = new double[lines.length];
    double[] after = new double[lines.length];
    double[] carried = new double[lines.length];
    double[] returned = new double[lines.length];
    for (int line = 0; line < lines.count; line++) {
      int at = line * lines.apart;
      thevenin(cells, at, lines.stride, segment, first, before, carried);
      int end = at + (lines.length - 1) * lines.stride;
      thevenin(cells, end, -lines.stride, segment, last, after, returned);
      for (int i = 0; i < lines.length; i++) {
        int back = lines.length - 1 - i;
        double conductance = before[i] + after[back];
        int cell = at + i * lines.stride;
        rungs.impedance[cell] = 1 / conductance;
        rungs.voltage[cell] = (before[i] * carried[i] + after[back] * returned[back]) / conductance;
      }
    }
    return rungs;
  }

  /** What a node sees on one side: a conductance, and the voltage behind it. */
  private static void thevenin(
      double[] cells,
      int at,
      int stride,
      double segment,
      double end,
      double[] conductance,
      double[] voltage) {
    conductance[0] = end;
    voltage[0] = 1;
    for (int i = 1; i < conductance.length; i++) {
      double loaded = conductance[i - 1] + cells[at + (i - 1) * stride];
      voltage[i] = loaded == 0 ? 0 : voltage[i - 1] * conductance[i - 1] / loaded;
      conductance[i] = segment * loaded / (segment + loaded);
    }
  }

  /** Voltages across cells for rows without resistance at 1. */
  static double[] lifted(double[] cells, int rows, int columns, Segments wires) {
    Ladder ladder =
        new Ladder(rows, wires.column(), wires.bothSensed() ? wires.sense() : 0, wires.sense());
    double[] across = new double[cells.length];
    double[] node = new double[rows];
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        node[r] = cells[r * columns + c];
      }
      ladder.solve(cells, c, columns, node);
      for (int r = 0; r < rows; r++) {
        across[r * columns + c] = 1 - node[r];
      }
    }
    return across;
  }
}
