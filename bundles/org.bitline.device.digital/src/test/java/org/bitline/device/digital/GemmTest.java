package org.bitline.device.digital;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.bitline.device.digital.SystolicParameters.Array;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GemmTest {

  /** Compute cycles and SRAM counts of scalesim-project/SCALE-Sim 1d62b68a, output stationary. */
  @ParameterizedTest(name = "{0} x {1} x {2} on {3} x {4}")
  @CsvSource({
    "128, 64, 128, 32, 32, 2016, 32768, 32768, 16384",
    "128, 64, 128, 16, 64, 2272, 16384, 65536, 16384",
    "128, 128, 64, 128, 128, 382, 16384, 8192, 8192",
    "128, 768, 768, 32, 32, 79680, 2359296, 2359296, 98304",
    "128, 768, 768, 16, 64, 81216, 1179648, 4718592, 98304",
    "128, 768, 3072, 128, 128, 24528, 2359296, 2359296, 393216",
    "128, 3072, 768, 32, 32, 300864, 9437184, 9437184, 98304",
    "128, 3072, 768, 16, 64, 302400, 4718592, 18874368, 98304"
  })
  void cyclesAndReadsAreThoseOfScaleSim(
      int m,
      int k,
      int n,
      int rows,
      int columns,
      double cycles,
      double leftReads,
      double rightReads,
      double writes) {
    Array array = new Array(rows, columns, 8, 8);
    Gemm gemm = new Gemm(m, k, n, 1);
    assertEquals(cycles, gemm.cycles(array));
    assertEquals(leftReads, gemm.left() * gemm.columnFolds(array));
    assertEquals(rightReads, gemm.right() * gemm.rowFolds(array));
    assertEquals(writes, gemm.results());
    assertEquals((double) m * k * n, gemm.macs());
  }

  @Test
  void bertBaseTakesTheCyclesOfItsMatrices() {
    // facts of SCALE-Sim's form: 128 tokens, 12 layers, 128 x 128: 928944 cycles.
    Array array = new Array(128, 128, 8, 8);
    double layer =
        4 * new Gemm(128, 768, 768, 1).cycles(array)
            + new Gemm(128, 768, 3072, 1).cycles(array)
            + new Gemm(128, 3072, 768, 1).cycles(array)
            + new Gemm(128, 64, 128, 12).cycles(array)
            + new Gemm(128, 128, 64, 12).cycles(array);
    assertEquals(928944, 12 * layer);
  }

  /** A fold, register by register: values and the cycle of the last multiplication. */
  @Test
  void aFoldEmulatedByItsRegistersTakesTheClosedForm() {
    Random random = new Random(5);
    for (int trial = 0; trial < 20; trial++) {
      int rows = 1 + random.nextInt(6);
      int columns = 1 + random.nextInt(6);
      int k = 1 + random.nextInt(9);
      int[][] a = codes(random, rows, k);
      int[][] b = codes(random, k, columns);
      Fold fold = new Fold(rows, columns);
      int cycles = fold.run(a, b, k);
      assertEquals(cycles, new Gemm(rows, k, columns, 1).cycles(new Array(rows, columns, 8, 8)));
      for (int r = 0; r < rows; r++) {
        int[] expected = new int[columns];
        for (int c = 0; c < columns; c++) {
          for (int i = 0; i < k; i++) {
            expected[c] += a[r][i] * b[i][c];
          }
        }
        assertArrayEquals(expected, fold.sums[r]);
      }
    }
  }

  private static int[][] codes(Random random, int rows, int columns) {
    int[][] codes = new int[rows][columns];
    for (int[] row : codes) {
      for (int c = 0; c < columns; c++) {
        row[c] = 1 + random.nextInt(127);
      }
    }
    return codes;
  }

  /** Operands move right and down by one element per cycle; 0 stands for no operand. */
  private static final class Fold {
    final int[][] sums;
    private int[][] right;
    private int[][] down;

    Fold(int rows, int columns) {
      sums = new int[rows][columns];
      right = new int[rows][columns];
      down = new int[rows][columns];
    }

    int run(int[][] a, int[][] b, int k) {
      int last = 0;
      for (int cycle = 0; cycle < 100; cycle++) {
        if (step(a, b, k, cycle)) {
          last = cycle + 1;
        }
      }
      return last;
    }

    private boolean step(int[][] a, int[][] b, int k, int cycle) {
      int[][] nextRight = new int[sums.length][sums[0].length];
      int[][] nextDown = new int[sums.length][sums[0].length];
      boolean works = false;
      for (int r = 0; r < sums.length; r++) {
        for (int c = 0; c < sums[0].length; c++) {
          nextRight[r][c] = c > 0 ? right[r][c - 1] : at(a, r, cycle - r, k, true);
          nextDown[r][c] = r > 0 ? down[r - 1][c] : at(b, c, cycle - c, k, false);
          int product = nextRight[r][c] * nextDown[r][c];
          works |= product != 0;
          sums[r][c] += product;
        }
      }
      right = nextRight;
      down = nextDown;
      return works;
    }

    private static int at(int[][] operand, int lane, int step, int k, boolean row) {
      if (step < 0 || step >= k) {
        return 0;
      }
      return row ? operand[lane][step] : operand[step][lane];
    }
  }
}
