package org.bitline.device.reram.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import org.bitline.device.reram.array.Mapping.Side;
import org.bitline.device.reram.array.StuckCells.Pattern;
import org.bitline.numerics.KeyedStream;
import org.junit.jupiter.api.Test;

class StuckCellsTest {

  private static final Cells CELLS = new Cells(2, 1e-6, 100e-6);
  private static final double GOOD = 42e-6;

  private static StuckCells drawn(double low, double high, Pattern pattern, int cluster) {
    return new StuckCells(low, high, pattern, cluster, Optional.empty(), 0);
  }

  private static double[] array(StuckCells stuck, Weights weights, Tile tile, int unit, long seed) {
    double[] siemens = new double[tile.rows() * (tile.columns() + unit)];
    Arrays.fill(siemens, GOOD);
    StuckCells.Place place = new StuckCells.Place(tile, weights, unit);
    stuck.stick(siemens, place, 1, Side.NEGATIVE, CELLS, KeyedStream.of(seed));
    return siemens;
  }

  private static double share(double[] siemens, double value) {
    return (double) Arrays.stream(siemens).filter(g -> g == value).count() / siemens.length;
  }

  @Test
  void cellsAreStuckAtTheirRatesWhateverThePattern() {
    Weights w = Weights.whole(400, 400, new double[0]);
    for (Pattern pattern : Pattern.values()) {
      double[] g = array(drawn(0.02, 0.05, pattern, 4), w, new Tile(0, 400, 0, 400), 0, 1);
      // 160 000 cells, in clusters of 4.
      assertEquals(0.02, share(g, 100e-6), 5 * Math.sqrt(0.02 * 4 / 160_000), pattern.toString());
      assertEquals(0.05, share(g, 1e-6), 5 * Math.sqrt(0.05 * 4 / 160_000), pattern.toString());
    }
  }

  @Test
  void neighboursOfAClusterAreStuckTogether() {
    Weights w = Weights.whole(40, 40, new double[0]);
    Tile all = new Tile(0, 40, 0, 40);
    double[] rows = array(drawn(0.1, 0.1, Pattern.ROWS, 8), w, all, 0, 2);
    double[] columns = array(drawn(0.1, 0.1, Pattern.COLUMNS, 8), w, all, 0, 2);
    for (int i = 0; i < 1600; i++) {
      int r = i / 40;
      int c = i % 40;
      assertEquals(rows[r * 40 + c / 8 * 8], rows[i]);
      assertEquals(columns[r / 8 * 8 * 40 + c], columns[i]);
    }
    assertTrue(share(rows, GOOD) < 1);
  }

  @Test
  void aPartHasTheStuckCellsOfTheWhole() {
    StuckCells stuck = drawn(0.1, 0.1, Pattern.COLUMNS, 3);
    Weights whole = Weights.whole(30, 20, new double[0]);
    double[] all = array(stuck, whole, new Tile(0, 30, 0, 20), 0, 5);
    Weights part = new Weights(10, 8, new double[0], 17, 6, 20, new double[0], Optional.empty());
    double[] some = array(stuck, part, new Tile(0, 10, 0, 8), 0, 5);
    for (int i = 0; i < some.length; i++) {
      assertEquals(all[(17 + i / 8) * 20 + 6 + i % 8], some[i]);
    }
  }

  @Test
  void aMapIsThatOfEveryArray() {
    byte[] states = {0, 1, 0, 2, 0, 0, 1, 0, 2, 0, 0, 1};
    StuckCells stuck = StuckCells.NONE.with(new FaultMap(3, 4, states));
    Weights w = Weights.whole(6, 8, new double[0]);
    double[] expected = new double[12];
    for (int i = 0; i < 12; i++) {
      expected[i] = states[i] == 0 ? GOOD : states[i] == 1 ? 100e-6 : 1e-6;
    }
    assertArrayEquals(expected, array(stuck, w, new Tile(0, 3, 0, 4), 0, 1));
    assertArrayEquals(expected, array(stuck, w, new Tile(3, 3, 4, 4), 0, 9));
    // A unit column is the first of the array.
    assertArrayEquals(expected, array(stuck, w, new Tile(0, 3, 0, 3), 1, 1));
  }

  /** Columns 0 … 3 have 1, 2, 0, 2 stuck cells; the spares 4 and 5 have 2 and 0. */
  @Test
  void sparesReplaceTheWorstColumnsFirst() {
    byte[] states = {
      0, 1, 0, 1, 1, 0,
      1, 0, 0, 1, 0, 0,
      0, 1, 0, 0, 1, 0
    };
    StuckCells two =
        new StuckCells(0, 0, Pattern.UNIFORM, 1, Optional.of(new FaultMap(3, 6, states)), 2);
    Weights w = Weights.whole(3, 4, new double[0]);
    double[] g = array(two, w, new Tile(0, 3, 0, 4), 0, 1);
    // Column 1, the left of the two worst, gets the good spare; the other spare is no better.
    assertArrayEquals(
        new double[] {GOOD, GOOD, GOOD, 100e-6, 100e-6, GOOD, GOOD, 100e-6, GOOD, GOOD, GOOD, GOOD},
        g);
  }

  @Test
  void drawnSparesHaveStuckCellsToo() {
    Weights w = Weights.whole(200, 60, new double[0]);
    Tile tile = new Tile(0, 200, 0, 60);
    double none = 0;
    double some = 0;
    for (int seed = 0; seed < 20; seed++) {
      none += 1 - share(array(drawn(0.01, 0, Pattern.UNIFORM, 1), w, tile, 0, seed), GOOD);
      StuckCells spared = new StuckCells(0.01, 0, Pattern.UNIFORM, 1, Optional.empty(), 6);
      some += 1 - share(array(spared, w, tile, 0, seed), GOOD);
    }
    // The worst 6 of 60 columns have about 5 of 200 cells stuck, a spare 2.
    assertTrue(some < 0.9 * none && some > 0.6 * none, some + " of " + none);
  }
}
