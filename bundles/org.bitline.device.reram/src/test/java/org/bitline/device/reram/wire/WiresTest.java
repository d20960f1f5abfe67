package org.bitline.device.reram.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.bitline.device.reram.wire.Wires.SelectedRows;
import org.bitline.device.reram.wire.Wires.Topology;
import org.junit.jupiter.api.Test;

class WiresTest {

  private static final double MAX = 1e-4;

  private static double[] cells(Random random, int count) {
    return random.doubles(count, 0, 1).map(g -> g < 0.1 ? 0 : g).toArray();
  }

  private static Wires wires(double row, double column, double rowEnd, double columnEnd) {
    return new Wires(Topology.INPUT_SOURCE, row, column, rowEnd, columnEnd, SelectedRows.TOP);
  }

  private static double[] product(double[] matrix, int columns, double[] x) {
    double[] y = new double[columns];
    for (int i = 0; i < matrix.length; i++) {
      y[i % columns] += x[i / columns] * matrix[i];
    }
    return y;
  }

  @Test
  void theEffectiveMatrixIsTheNetworksSolution() {
    Random random = new Random(5);
    for (int trial = 0; trial < 30; trial++) {
      int rows = 1 + random.nextInt(13);
      int columns = 1 + random.nextInt(13);
      double[] g = cells(random, rows * columns);
      double[] x = random.doubles(rows, -1, 1).toArray();
      Wires w = wires(1 + 50 * random.nextDouble(), 1 + 50 * random.nextDouble(), 30, 200);
      double[] expected = Crossbars.nodal(new double[][] {g}, rows, columns, w, x);
      double[] matrix = EffectiveMatrix.of(g, rows, columns, w, MAX);
      assertArrayEquals(expected, product(matrix, columns, x), 1e-9);
    }
  }

  @Test
  void interleavedPairsShareColumnWires() {
    Random random = new Random(6);
    for (int trial = 0; trial < 10; trial++) {
      int rows = 1 + random.nextInt(9);
      int columns = 1 + random.nextInt(9);
      double[] p = cells(random, rows * columns);
      double[] n = cells(random, rows * columns);
      double[] x = random.doubles(rows, -1, 1).toArray();
      Wires w = wires(20, 30, 10, 40);
      double[] expected = Crossbars.nodal(new double[][] {p, n}, rows, columns, w, x);
      double[] matrix = EffectiveMatrix.interleaved(p, n, rows, columns, w, MAX);
      assertArrayEquals(expected, product(matrix, columns, x), 1e-9);
    }
  }

  @Test
  void wiresWithoutResistanceAreLadders() {
    Random random = new Random(7);
    double[] g = cells(random, 9 * 7);
    double[] x = random.doubles(9, -1, 1).toArray();
    for (double[] pair : new double[][] {{0, 25}, {25, 0}}) {
      Wires exact = wires(pair[0], pair[1], 0, 0);
      Wires nearly = wires(Math.max(pair[0], 1e-6), Math.max(pair[1], 1e-6), 0, 0);
      double[] matrix = EffectiveMatrix.of(g, 9, 7, exact, MAX);
      double[] limit = EffectiveMatrix.of(g, 9, 7, nearly, MAX);
      assertArrayEquals(product(limit, 7, x), product(matrix, 7, x), 1e-7);
    }
  }

  @Test
  void aGatedColumnIsTheNetworksSolution() {
    Random random = new Random(8);
    for (int trial = 0; trial < 40; trial++) {
      int rows = 1 + random.nextInt(12);
      double[] g = random.doubles(rows, 0.05, 1).toArray();
      double[] x = new double[rows];
      for (int i = 0; i < rows; i++) {
        x[i] = random.nextInt(3) - 1;
      }
      x[random.nextInt(rows)] = 1;
      int idle = random.nextInt(4);
      SelectedRows selected = SelectedRows.values()[trial % 2];
      Wires w = new Wires(Topology.SEPARATE_SOURCE, 40, 60, 15, 25, selected);
      double expected = gated(g, x, idle, w);
      GatedColumn column = new GatedColumn(rows, rows + idle, w, MAX);
      assertEquals(expected, column.current(g, 0, 1, x), 1e-10);
    }
  }

  private static double gated(double[] g, double[] x, int idle, Wires w) {
    int n = g.length;
    Nodal network = new Nodal(2 * n);
    double sense = 0;
    for (int i = 0; i < n; i++) {
      double supply = w.rowOhm();
      double column = w.columnOhm();
      if (i == 0) {
        supply *= w.selected() == SelectedRows.BOTTOM ? idle + 1 : 1;
        supply += w.rowTerminalOhm();
      }
      if (i == n - 1) {
        column *= w.selected() == SelectedRows.TOP ? idle + 1 : 1;
        column += w.columnTerminalOhm();
        sense = 1 / (column * MAX);
      }
      network.connect(i - 1, i, 1 / (supply * MAX));
      network.connect(n + i, i == n - 1 ? -1 : n + i + 1, 1 / (column * MAX));
      if (x[i] != 0) {
        network.drop(n + i, i, g[i], x[i]);
      }
    }
    return sense * network.solve()[2 * n - 1];
  }

  @Test
  void wiresThatNoArrayHasAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> wires(5, 0, 0, 10));
    assertThrows(IllegalArgumentException.class, () -> wires(0, 5, 10, 0));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Wires(Topology.SEPARATE_SOURCE, 0, 0, 10, 0, SelectedRows.TOP));
  }
}
