package org.bitline.device.digital.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FoldsTest {

  /** A product cut into folds of a small array: operands and where their results belong. */
  private record Problem(Gemm gemm, Geometry array, int[][] a, int[][] b) {

    static Problem random(Random random, Dataflow flow, boolean overlapped) {
      Gemm gemm = new Gemm(1 + random.nextInt(9), 1 + random.nextInt(9), 1 + random.nextInt(9), 1);
      Geometry array = new Geometry(1 + random.nextInt(5), 1 + random.nextInt(5), flow, overlapped);
      return new Problem(
          gemm, array, codes(random, gemm.m(), gemm.k()), codes(random, gemm.k(), gemm.n()));
    }

    private static int[][] codes(Random random, int rows, int columns) {
      int[][] codes = new int[rows][columns];
      for (int[] row : codes) {
        for (int c = 0; c < columns; c++) {
          row[c] = random.nextInt(255) - 127;
        }
      }
      return codes;
    }

    int a(int m, int k) {
      return m < gemm.m() && k < gemm.k() ? a[m][k] : 0;
    }

    int b(int k, int n) {
      return k < gemm.k() && n < gemm.n() ? b[k][n] : 0;
    }

    /** Element of the operand that stays, and of the one that streams, by the array's axes. */
    int stays(int row, int column) {
      return array.dataflow() == Dataflow.WEIGHT_STATIONARY ? b(row, column) : a(column, row);
    }

    int streams(int step, int row) {
      return array.dataflow() == Dataflow.WEIGHT_STATIONARY ? a(step, row) : b(row, step);
    }

    int[][] product() {
      int[][] c = new int[gemm.m()][gemm.n()];
      for (int i = 0; i < gemm.m(); i++) {
        for (int j = 0; j < gemm.n(); j++) {
          for (int k = 0; k < gemm.k(); k++) {
            c[i][j] += a[i][k] * b[k][j];
          }
        }
      }
      return c;
    }

    /** Runs every fold on registers; the folds' partial sums are added outside. */
    int[][] emulate(RegisterArray registers, int tile) {
      return array.dataflow() == Dataflow.OUTPUT_STATIONARY
          ? emulateOutputs(registers, tile)
          : emulateStationary(registers, tile);
    }

    private int[][] emulateOutputs(RegisterArray registers, int tile) {
      Folds folds = new Folds(gemm, array, tile);
      List<int[][]> left = new ArrayList<>();
      List<int[][]> right = new ArrayList<>();
      List<int[]> origin = new ArrayList<>();
      for (int i = 0; i < gemm.m(); i += array.rows()) {
        for (int j = 0; j < gemm.n(); j += array.columns()) {
          for (int t = 0; t < folds.along(Axis.K); t++) {
            int steps = folds.length(Axis.K, t);
            int[][] rows = new int[array.rows()][steps];
            int[][] columns = new int[steps][array.columns()];
            for (int s = 0; s < steps; s++) {
              for (int r = 0; r < array.rows(); r++) {
                rows[r][s] = a(i + r, t * tile + s);
              }
              for (int c = 0; c < array.columns(); c++) {
                columns[s][c] = b(t * tile + s, j + c);
              }
            }
            left.add(rows);
            right.add(columns);
            origin.add(new int[] {i, j});
          }
        }
      }
      int[][][] out =
          registers.outputStationary(left.toArray(int[][][]::new), right.toArray(int[][][]::new));
      int[][] c = new int[gemm.m()][gemm.n()];
      for (int f = 0; f < out.length; f++) {
        for (int i = 0; i < array.rows(); i++) {
          for (int j = 0; j < array.columns(); j++) {
            add(c, origin.get(f)[0] + i, origin.get(f)[1] + j, out[f][i][j]);
          }
        }
      }
      return c;
    }

    private int[][] emulateStationary(RegisterArray registers, int tile) {
      Folds folds = new Folds(gemm, array, tile);
      Axis stream = array.dataflow().stream();
      List<int[][]> stay = new ArrayList<>();
      List<int[][]> streams = new ArrayList<>();
      List<int[]> origin = new ArrayList<>();
      for (int i = 0; i < gemm.k(); i += array.rows()) {
        for (int j = 0; j < gemm.extent(array.dataflow().columns()); j += array.columns()) {
          for (int t = 0; t < folds.along(stream); t++) {
            int[][] held = new int[array.rows()][array.columns()];
            int[][] steps = new int[folds.length(stream, t)][array.rows()];
            for (int r = 0; r < array.rows(); r++) {
              for (int c = 0; c < array.columns(); c++) {
                held[r][c] = stays(i + r, j + c);
              }
              for (int s = 0; s < steps.length; s++) {
                steps[s][r] = streams(t * tile + s, i + r);
              }
            }
            stay.add(held);
            streams.add(steps);
            origin.add(new int[] {t * tile, j});
          }
        }
      }
      int[][][] out =
          registers.stationary(stay.toArray(int[][][]::new), streams.toArray(int[][][]::new));
      int[][] c = new int[gemm.m()][gemm.n()];
      boolean weights = array.dataflow() == Dataflow.WEIGHT_STATIONARY;
      for (int f = 0; f < out.length; f++) {
        for (int s = 0; s < out[f].length; s++) {
          for (int j = 0; j < array.columns(); j++) {
            int step = origin.get(f)[0] + s;
            int column = origin.get(f)[1] + j;
            add(c, weights ? step : column, weights ? column : step, out[f][s][j]);
          }
        }
      }
      return c;
    }

    private static void add(int[][] c, int row, int column, int sum) {
      if (row < c.length && column < c[0].length) {
        c[row][column] += sum;
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dataflow.class)
  void registersTakeTheCyclesOfTheClosedFormAndGiveTheIntegerProduct(Dataflow flow) {
    Random random = new Random(flow.ordinal());
    for (int trial = 0; trial < 200; trial++) {
      Problem problem = Problem.random(random, flow, trial % 2 == 1);
      int stream = problem.gemm().extent(flow.stream());
      int tile = 1 + random.nextInt(stream);
      Geometry array = problem.array();
      RegisterArray registers =
          new RegisterArray(array.rows(), array.columns(), array.overlapped());
      int[][] product = problem.emulate(registers, tile);
      Folds folds = new Folds(problem.gemm(), array, tile);
      assertEquals(folds.cycles(), registers.cycles(), () -> folds.toString());
      assertArrayEquals(problem.product(), product, folds.toString());
    }
  }

  /** Facts of SCALE-Sim's forms: 12 layers, 128 tokens. */
  @ParameterizedTest
  @CsvSource({
    "32, 32, 11768832, 18925056, 12211200",
    "16, 64, 11990016, 18925056, 12211200",
    "128, 128, 928944, 2790720, 1048752",
    "256, 256, 671544, 1416096, 828216"
  })
  void bertBaseTakesTheCyclesOfItsMatrices(int rows, int columns, double os, double ws, double is) {
    double[] expected = {os, ws, is};
    for (Dataflow flow : Dataflow.values()) {
      Geometry array = new Geometry(rows, columns, flow, false);
      double layer =
          4 * Folds.of(new Gemm(128, 768, 768, 1), array).cycles()
              + Folds.of(new Gemm(128, 768, 3072, 1), array).cycles()
              + Folds.of(new Gemm(128, 3072, 768, 1), array).cycles()
              + Folds.of(new Gemm(128, 64, 128, 12), array).cycles()
              + Folds.of(new Gemm(128, 128, 64, 12), array).cycles();
      assertEquals(expected[flow.ordinal()], 12 * layer, flow.toString());
    }
  }

  /** SRAM counts of scalesim-project/SCALE-Sim 1d62b68a; the last one its least count. */
  @ParameterizedTest(name = "{0} x {1} x {2}, {5} on {3} x {4}")
  @CsvSource({
    "128, 64, 128, 32, 32, OUTPUT_STATIONARY, 2016, 32768, 32768, 16384",
    "128, 768, 768, 128, 128, WEIGHT_STATIONARY, 18360, 589824, 589824, 589824",
    "128, 768, 768, 32, 32, INPUT_STATIONARY, 82752, 98304, 2359296, 2359296",
    "128, 3072, 768, 16, 64, INPUT_STATIONARY, 331008, 393216, 4718592, 18874368"
  })
  void countsAreThoseOfScaleSim(
      int m, int k, int n, int r, int c, Dataflow flow, double t, double a, double b, double o) {
    Folds folds = Folds.of(new Gemm(m, k, n, 1), new Geometry(r, c, flow, false));
    assertEquals(t, folds.cycles());
    assertEquals(a, folds.transfers(Operand.A));
    assertEquals(b, folds.transfers(Operand.B));
    assertEquals(o, folds.transfers(Operand.C));
  }

  @Test
  void overlappedFoldsCostTheirStream() {
    Gemm gemm = new Gemm(128, 768, 768, 1);
    Geometry shadow = new Geometry(128, 128, Dataflow.WEIGHT_STATIONARY, true);
    // 2R + C + M - 2 once, and 35 folds of 128 steps.
    assertEquals(510 + 35 * 128, Folds.of(gemm, shadow).cycles());
    Geometry outputs = new Geometry(128, 128, Dataflow.OUTPUT_STATIONARY, true);
    assertEquals(1022 + 5 * 768, Folds.of(gemm, outputs).cycles());
  }

  @Test
  void edgesLowerTheMappingEfficiency() {
    Geometry array = new Geometry(128, 128, Dataflow.OUTPUT_STATIONARY, false);
    assertEquals(0.5, Folds.of(new Gemm(128, 128, 64, 1), array).mappingEfficiency());
    assertEquals(0.75, Folds.of(new Gemm(192, 8, 128, 1), array).mappingEfficiency());
  }

  @Test
  void aTileLongerThanTheStreamIsRefused() {
    Geometry array = new Geometry(4, 4, Dataflow.OUTPUT_STATIONARY, false);
    assertEquals(
        "a tile has 1 to 8 steps, not 9",
        assertThrows(
                IllegalArgumentException.class, () -> new Folds(new Gemm(4, 8, 4, 1), array, 9))
            .getMessage());
  }
}
