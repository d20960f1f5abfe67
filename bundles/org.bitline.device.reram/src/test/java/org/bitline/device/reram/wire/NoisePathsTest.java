package org.bitline.device.reram.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.bitline.device.reram.wire.Wires.Ends;
import org.bitline.device.reram.wire.Wires.IdleRows;
import org.bitline.device.reram.wire.Wires.SelectedRows;
import org.bitline.device.reram.wire.Wires.Topology;
import org.junit.jupiter.api.Test;

class NoisePathsTest {

  private static final double MAX = 5e-5;

  private static Wires wires(double ohm, Ends ends) {
    return new Wires(
        Topology.INPUT_SOURCE,
        ohm,
        ohm,
        0,
        0,
        SelectedRows.TOP,
        ends,
        ends,
        IdleRows.DRIVEN,
        false);
  }

  /** Cells of two bits with an on/off ratio of 1000. */
  private static double[] cells(Random random, int count) {
    return random.ints(count, 0, 4).mapToDouble(level -> 0.001 + 0.333 * level).toArray();
  }

  private static double[] filled(int count, double value) {
    double[] values = new double[count];
    java.util.Arrays.fill(values, value);
    return values;
  }

  /** Voltages across cells for drives of rows, or of sense nodes. */
  private static double[] across(double[] cells, int n, Wires w, double[] rows, double[] senses) {
    Segments s = Segments.of(w, MAX);
    boolean both = w.drive() == Ends.TWO_SIDED;
    WireBank row =
        new WireBank(
            n, s.row(), filled(n, s.source()), both ? filled(n, s.source()) : new double[n]);
    WireBank column =
        new WireBank(
            n, s.column(), both ? filled(n, s.sense()) : new double[n], filled(n, s.sense()));
    double[][] slopes = new double[n][n];
    double[][] atRows = new double[n][n];
    double[][] atColumns = new double[n][n];
    for (int i = 0; i < cells.length; i++) {
      slopes[i % n][i / n] = cells[i];
    }
    row.drive(rows, atRows);
    column.drive(senses, atColumns);
    new LinearNetwork(row, column, 1).solve(slopes, 1e-13, atRows, atColumns);
    double[] across = new double[cells.length];
    for (int i = 0; i < across.length; i++) {
      across[i] = atRows[i % n][i / n] - atColumns[i / n][i % n];
    }
    return across;
  }

  /** The largest and the mean deviation of columns' standard deviations from the exact ones. */
  private static double[] deviation(int n, Wires w, double[] x, Random random) {
    double[] cells = cells(random, n * n);
    double[] variances = filled(n * n, 1e-4);
    double[] drop = across(cells, n, w, x, new double[n]);
    double[] approximate = new double[n];
    NoisePaths.of(cells, variances, n, n, w, MAX).variances(x, approximate);
    double largest = 0;
    double mean = 0;
    for (int c = 0; c < n; c++) {
      double[] sense = new double[n];
      sense[c] = 1;
      double[] path = across(cells, n, w, new double[n], sense);
      double exact = 0;
      for (int i = 0; i < cells.length; i++) {
        exact += variances[i] * path[i] * path[i] * drop[i] * drop[i];
      }
      double off = Math.abs(Math.sqrt(approximate[c] / exact) - 1);
      largest = Math.max(largest, off);
      mean += off / n;
    }
    return new double[] {largest, mean};
  }

  @Test
  void deviationsAreThoseOfTheExactFirstOrder() {
    Random random = new Random(31);
    double[] bits = random.ints(64, 0, 2).asDoubleStream().toArray();
    double[] signed = random.doubles(64, -1, 1).toArray();
    for (double[] x : new double[][] {bits, signed}) {
      for (double ohm : new double[] {1, 2, 5}) {
        for (Ends ends : Ends.values()) {
          double[] off = deviation(64, wires(ohm, ends), x, random);
          assertTrue(off[0] < 0.025 && off[1] < 0.01, ohm + " ohm: " + off[0] + ", " + off[1]);
        }
      }
    }
  }

  @Test
  void momentsAreThoseOfCellsDrawnOneByOne() {
    Random random = new Random(32);
    int n = 24;
    int draws = 3000;
    Wires w = wires(20, Ends.ONE_SIDED);
    double[] cells = cells(random, n * n);
    for (int i = 0; i < cells.length; i++) {
      cells[i] = Math.max(0.2, cells[i]);
    }
    double sigma = 0.03;
    double[] x = random.ints(n, 0, 2).asDoubleStream().toArray();
    NetworkSolver solver = new NetworkSolver(n, n, w, MAX, new CellCurrent.Ohmic());
    double[] sum = new double[n];
    double[] squares = new double[n];
    for (int draw = 0; draw < draws; draw++) {
      double[] noisy = cells.clone();
      for (int i = 0; i < noisy.length; i++) {
        noisy[i] += sigma * random.nextGaussian();
      }
      double[] y = solver.currents(new double[][] {noisy}, x);
      for (int c = 0; c < n; c++) {
        sum[c] += y[c];
        squares[c] += y[c] * y[c];
      }
    }
    double[] variance = new double[n];
    NoisePaths.of(cells, filled(n * n, sigma * sigma), n, n, w, MAX).variances(x, variance);
    double[] mean = solver.currents(new double[][] {cells}, x);
    for (int c = 0; c < n; c++) {
      double average = sum[c] / draws;
      double spread = Math.sqrt(squares[c] / draws - average * average);
      // 4.5 standard errors, and 1.5 % for the approximations.
      assertEquals(spread, Math.sqrt(variance[c]), spread * (4.5 / Math.sqrt(2.0 * draws) + 0.015));
      assertEquals(mean[c], average, 4.5 * spread / Math.sqrt(draws) + 1e-4 * mean[c]);
    }
  }

  @Test
  void wiresOfAlmostNoResistanceAreNoWires() {
    Random random = new Random(33);
    double[] cells = cells(random, 12 * 12);
    double[] variances = random.doubles(12 * 12, 0, 1e-3).toArray();
    double[] x = random.doubles(12, -1, 1).toArray();
    double[] expected = new double[12];
    for (int i = 0; i < cells.length; i++) {
      expected[i % 12] += variances[i] * x[i / 12] * x[i / 12];
    }
    for (double[] ohm : new double[][] {{1e-6, 1e-6}, {0, 1e-6}, {1e-6, 0}}) {
      Wires w = new Wires(Topology.INPUT_SOURCE, ohm[0], ohm[1], 0, 0, SelectedRows.TOP);
      double[] variance = new double[12];
      NoisePaths.of(cells, variances, 12, 12, w, MAX).variances(x, variance);
      assertArrayEquals(expected, variance, 1e-9);
    }
  }

  @Test
  void oneWireWithoutResistanceIsTheLimitOfOneWithLittle() {
    Random random = new Random(34);
    double[] cells = cells(random, 16 * 16);
    double[] variances = filled(16 * 16, 1e-4);
    double[] x = random.doubles(16, -1, 1).toArray();
    for (double[] ohm : new double[][] {{0, 30}, {30, 0}}) {
      double[] exact = new double[16];
      double[] nearly = new double[16];
      Wires w = new Wires(Topology.INPUT_SOURCE, ohm[0], ohm[1], 0, 0, SelectedRows.TOP);
      Wires little =
          new Wires(
              Topology.INPUT_SOURCE,
              Math.max(1e-5, ohm[0]),
              Math.max(1e-5, ohm[1]),
              0,
              0,
              SelectedRows.TOP);
      NoisePaths.of(cells, variances, 16, 16, w, MAX).variances(x, exact);
      NoisePaths.of(cells, variances, 16, 16, little, MAX).variances(x, nearly);
      assertArrayEquals(nearly, exact, 1e-8);
    }
  }
}
