package org.bitline.device.reram.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.bitline.device.reram.wire.Wires.Ends;
import org.bitline.device.reram.wire.Wires.IdleRows;
import org.bitline.device.reram.wire.Wires.SelectedRows;
import org.bitline.device.reram.wire.Wires.Topology;
import org.junit.jupiter.api.Test;

/** Every solver against EJML's solution of the same network. */
class NetworksTest {

  private static double[] product(double[] matrix, int columns, double[] x) {
    double[] y = new double[columns];
    for (int i = 0; i < matrix.length; i++) {
      y[i % columns] += x[i / columns] * matrix[i];
    }
    return y;
  }

  private static double[][] sides(Random random, int count, int rows, int columns) {
    double[][] sides = new double[count][];
    for (int s = 0; s < count; s++) {
      sides[s] = Crossbars.cells(random, rows * columns);
    }
    return sides;
  }

  private static double[] effective(double[][] sides, int rows, int columns, Wires w) {
    return sides.length == 1
        ? EffectiveMatrix.of(sides[0], rows, columns, w, Crossbars.MAX)
        : EffectiveMatrix.interleaved(sides[0], sides[1], rows, columns, w, Crossbars.MAX);
  }

  @Test
  void effectiveMatricesOfRandomTopologiesAreTheNetworksSolution() {
    Random random = new Random(21);
    for (int trial = 0; trial < 60; trial++) {
      int rows = 1 + random.nextInt(trial < 40 ? 13 : 40);
      int columns = 1 + random.nextInt(trial < 40 ? 13 : 40);
      double[][] g = sides(random, 1 + trial % 2, rows, columns);
      Wires w = Crossbars.random(random, IdleRows.DRIVEN);
      double[] x = random.doubles(rows, -1, 1).toArray();
      double[] expected = Crossbars.nodal(g, rows, columns, w, x);
      double[] y = product(effective(g, rows, columns, w), columns, x);
      assertArrayEquals(expected, y, 1e-9, rows + " x " + columns + " " + w);
    }
  }

  @Test
  void aLargeArrayIsTheNetworksSolution() {
    Random random = new Random(22);
    double[][] g = sides(random, 1, 36, 64);
    for (Ends ends : Ends.values()) {
      Wires w =
          new Wires(
              Topology.INPUT_SOURCE,
              5,
              5,
              0,
              20,
              SelectedRows.TOP,
              ends,
              ends,
              IdleRows.DRIVEN,
              false);
      double[] x = random.doubles(36, -1, 1).toArray();
      double[] y = product(effective(g, 36, 64, w), 64, x);
      assertArrayEquals(Crossbars.nodal(g, 36, 64, w, x), y, 1e-9);
    }
  }

  @Test
  void bothEndsOfLaddersAreConnected() {
    Random random = new Random(23);
    double[][] g = sides(random, 1, 9, 7);
    double[] x = random.doubles(9, -1, 1).toArray();
    for (double[] pair : new double[][] {{0, 25}, {25, 0}}) {
      Wires exact =
          new Wires(
              Topology.INPUT_SOURCE,
              pair[0],
              pair[1],
              0,
              0,
              SelectedRows.TOP,
              Ends.TWO_SIDED,
              Ends.TWO_SIDED,
              IdleRows.DRIVEN,
              false);
      Wires nearly =
          new Wires(
              Topology.INPUT_SOURCE,
              Math.max(pair[0], 1e-6),
              Math.max(pair[1], 1e-6),
              0,
              0,
              SelectedRows.TOP,
              Ends.TWO_SIDED,
              Ends.TWO_SIDED,
              IdleRows.DRIVEN,
              false);
      double[] expected = Crossbars.nodal(g, 9, 7, nearly, x);
      assertArrayEquals(expected, product(effective(g, 9, 7, exact), 7, x), 1e-7);
    }
  }

  @Test
  void idleRowsAreSolvedForEveryInput() {
    Random random = new Random(24);
    for (int trial = 0; trial < 60; trial++) {
      int rows = 1 + random.nextInt(20);
      int columns = 1 + random.nextInt(20);
      double[][] g = sides(random, 1 + trial % 2, rows, columns);
      Wires w = Crossbars.random(random, IdleRows.values()[trial % 3]);
      double[] x = random.ints(rows, -1, 2).asDoubleStream().toArray();
      NetworkSolver solver =
          new NetworkSolver(rows, columns, w, Crossbars.MAX, new CellCurrent.Ohmic());
      double[] expected = Crossbars.nodal(floatingKept(g, columns, w, x), rows, columns, w, x);
      assertArrayEquals(expected, solver.currents(g, x), 1e-9, w.toString());
    }
  }

  /** A floating row without a cell has no solution in the check: it gets one to begin with. */
  private static double[][] floatingKept(double[][] g, int columns, Wires w, double[] x) {
    for (double[] side : g) {
      for (int r = 0; r < x.length && w.idle() == IdleRows.FLOATING; r++) {
        side[r * columns] = Math.max(0.2, side[r * columns]);
      }
    }
    return g;
  }

  /** G V + b V³: a solution is checked by the currents at every node, which the solver promises. */
  private record Cubic(double b) implements CellCurrent {
    @Override
    public double current(double conductance, double voltage) {
      return conductance * (voltage + b * voltage * voltage * voltage);
    }

    @Override
    public double slope(double conductance, double voltage) {
      return conductance * (1 + 3 * b * voltage * voltage);
    }
  }

  @Test
  void cellsThatAreNotOhmicKeepTheirLaw() {
    Random random = new Random(25);
    for (int trial = 0; trial < 20; trial++) {
      int rows = 1 + random.nextInt(10);
      int columns = 1 + random.nextInt(10);
      double[][] g = sides(random, 1, rows, columns);
      Wires w = Crossbars.random(random, IdleRows.DRIVEN);
      double[] x = random.doubles(rows, -1, 1).toArray();
      CellCurrent law = new Cubic(0.8);
      NetworkSolver solver = new NetworkSolver(rows, columns, w, Crossbars.MAX, law);
      double[] currents = solver.currents(g, x);
      assertArrayEquals(iterated(g[0], rows, columns, w, x), currents, 1e-8, w.toString());
    }
  }

  /** The same by another road: chord conductances G (1 + b V²) until voltages stay. */
  private static double[] iterated(double[] g, int rows, int columns, Wires w, double[] x) {
    double[] chords = g.clone();
    double[] currents = new double[columns];
    for (int i = 0; i < 200; i++) {
      double[][] voltages = Crossbars.voltages(chords, rows, columns, w, x);
      double[] next = new double[columns];
      for (int at = 0; at < g.length; at++) {
        double v = voltages[0][at] - voltages[1][at];
        next[at % columns] += chords[at] * v;
        chords[at] = g[at] * (1 + 0.8 * v * v);
      }
      currents = next;
    }
    return currents;
  }

  @Test
  void aSofterLawThanOhmsGivesOhmsNetworkInTheLimit() {
    Random random = new Random(26);
    double[][] g = sides(random, 2, 12, 9);
    Wires w = Crossbars.random(random, IdleRows.DRIVEN);
    double[] x = random.doubles(12, -1, 1).toArray();
    NetworkSolver ohmic = new NetworkSolver(12, 9, w, Crossbars.MAX, new CellCurrent.Ohmic());
    NetworkSolver cubic = new NetworkSolver(12, 9, w, Crossbars.MAX, new Cubic(1e-9));
    assertArrayEquals(ohmic.currents(g, x), cubic.currents(g, x), 1e-7);
    assertTrue(ohmic.residual() < 1e-9);
  }

  @Test
  void networksWithoutResistanceAreRefused() {
    Wires bare = new Wires(Topology.INPUT_SOURCE, 0, 5, 0, 0, SelectedRows.TOP);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new NetworkSolver(4, 4, bare, Crossbars.MAX, new CellCurrent.Ohmic()));
    assertEquals(
        "the nodes of an array are solved where wires.topology is input-source and wires.row and"
            + " wires.column are above 0 ohm",
        refusal.getMessage());
  }

  @Test
  void endsOfGatedArraysAreRefused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Wires(
                    Topology.SEPARATE_SOURCE,
                    5,
                    5,
                    0,
                    0,
                    SelectedRows.TOP,
                    Ends.TWO_SIDED,
                    Ends.ONE_SIDED,
                    IdleRows.DRIVEN,
                    false));
    assertTrue(refusal.getMessage().startsWith("a separate-source array has no row wires"));
  }
}
