package org.bitline.device.reram.wire;

import java.util.Arrays;
import java.util.Random;
import org.bitline.device.reram.wire.Wires.Ends;
import org.bitline.device.reram.wire.Wires.IdleRows;
import org.bitline.device.reram.wire.Wires.SelectedRows;
import org.bitline.device.reram.wire.Wires.Topology;

/** Arrays as networks for {@link Nodal}, node by node from their description alone. */
final class Crossbars {

  static final double MAX = 1e-4;

  private Crossbars() {}

  static double[] cells(Random random, int count) {
    return random.doubles(count, 0, 1).map(g -> g < 0.1 ? 0 : g).toArray();
  }

  /** Wires driven from the side with terminals, ends and idle rows by the choice of a number. */
  static Wires random(Random random, IdleRows idle) {
    return new Wires(
        Topology.INPUT_SOURCE,
        1 + 50 * random.nextDouble(),
        1 + 50 * random.nextDouble(),
        random.nextBoolean() ? 100 * random.nextDouble() : 0,
        random.nextBoolean() ? 100 * random.nextDouble() : 0,
        SelectedRows.TOP,
        Ends.values()[random.nextInt(2)],
        Ends.values()[random.nextInt(2)],
        idle,
        false);
  }

  /** Voltages of the row nodes and of the column nodes of an array. */
  static double[][] voltages(double[] cells, int rows, int columns, Wires w, double[] x) {
    double[] v = solve(new double[][] {cells}, rows, columns, w, x);
    int half = rows * columns;
    return new double[][] {Arrays.copyOf(v, half), Arrays.copyOfRange(v, half, 2 * half)};
  }

  private static double[] solve(double[][] sides, int rows, int columns, Wires w, double[] x) {
    int rowNodes = sides.length * rows * columns;
    Nodal network = new Nodal(rowNodes + rows * columns);
    for (int s = 0; s < sides.length; s++) {
      for (int r = 0; r < rows; r++) {
        row(network, sides, s, r, rows, columns, w, x[r]);
      }
    }
    double sense = 1 / ((w.columnOhm() + w.columnTerminalOhm()) * MAX);
    for (int c = 0; c < columns; c++) {
      for (int r = 0; r < rows; r++) {
        int node = rowNodes + r * columns + c;
        boolean last = r == rows - 1;
        network.connect(node, last ? -1 : node + columns, last ? sense : 1 / (w.columnOhm() * MAX));
        if (r == 0 && w.sense() == Ends.TWO_SIDED) {
          network.connect(node, -1, sense);
        }
      }
    }
    return network.solve();
  }

  /** Currents of the columns, by the network's own equations. */
  static double[] nodal(double[][] sides, int rows, int columns, Wires w, double[] x) {
    double[] v = solve(sides, rows, columns, w, x);
    int rowNodes = sides.length * rows * columns;
    double sense = 1 / ((w.columnOhm() + w.columnTerminalOhm()) * MAX);
    double[] currents = new double[columns];
    for (int c = 0; c < columns; c++) {
      double top = w.sense() == Ends.TWO_SIDED ? v[rowNodes + c] : 0;
      currents[c] = sense * (v[rowNodes + (rows - 1) * columns + c] + top);
    }
    return currents;
  }

  private static void row(
      Nodal network, double[][] sides, int s, int r, int rows, int columns, Wires w, double x) {
    double source = 1 / ((w.rowOhm() + w.rowTerminalOhm()) * MAX);
    boolean driven = x != 0 || w.idle() != IdleRows.FLOATING;
    boolean open = x == 0 && w.idle() == IdleRows.OPEN;
    for (int c = 0; c < columns; c++) {
      int node = (s * rows + r) * columns + c;
      if (c > 0) {
        network.connect(node - 1, node, 1 / (w.rowOhm() * MAX));
      }
      if (driven && c == 0) {
        network.drive(node, source, s == 0 ? x : -x);
      }
      if (driven && c == columns - 1 && w.drive() == Ends.TWO_SIDED) {
        network.drive(node, source, s == 0 ? x : -x);
      }
      int below = (sides.length * rows + r) * columns + c;
      network.connect(node, below, open ? 0 : sides[s][r * columns + c]);
    }
  }
}
