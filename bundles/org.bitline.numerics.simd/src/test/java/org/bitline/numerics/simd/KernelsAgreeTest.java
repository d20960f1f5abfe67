package org.bitline.numerics.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.util.Random;
import org.bitline.numerics.BitPlanes;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.CrossbarKernels.Converter;
import org.bitline.numerics.CrossbarKernels.Workspace;
import org.bitline.numerics.Half;
import org.bitline.numerics.HalfKernels;
import org.bitline.numerics.MatrixKernels;
import org.bitline.numerics.ScalarCrossbar;
import org.bitline.numerics.ScalarHalfKernels;
import org.bitline.numerics.ScalarKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scalar and vector kernels give equal bits, and both give what the definition says. */
class KernelsAgreeTest {

  private final MatrixKernels[] matrix = {new ScalarKernels(), new VectorKernels()};
  private final CrossbarKernels[] crossbar = {new ScalarCrossbar(), new VectorCrossbar()};

  @Test
  void denseProductsAreFusedMultiplyAddsInOrderOfK() {
    Random random = new Random(5);
    for (int trial = 0; trial < 200; trial++) {
      int m = 1 + random.nextInt(9);
      int k = 1 + random.nextInt(70);
      int n = 1 + random.nextInt(90);
      float[] x = gaussian(random, (m + 1) * (k + 3));
      float[] w = gaussian(random, k * n);
      float[] expected = new float[m * n];
      for (int r = 0; r < m; r++) {
        for (int c = 0; c < n; c++) {
          float sum = 0;
          for (int i = 0; i < k; i++) {
            sum = Math.fma(x[2 + r * (k + 3) + i], w[i * n + c], sum);
          }
          expected[r * n + c] = sum;
        }
      }
      for (MatrixKernels kernels : matrix) {
        float[] out = new float[m * n];
        kernels.multiply(x, 2, k + 3, m, kernels.pack(w, k, n), out, 0, n);
        assertArrayEquals(expected, out, kernels.name());
      }
    }
  }

  @Test
  void halfProductsAndSumsAreEachRounded() {
    Random random = new Random(11);
    for (int trial = 0; trial < 300; trial++) {
      int count = 1 + random.nextInt(70);
      float[] w = halves(random, count + 3);
      float[] start = halves(random, count + 5);
      float x = halves(random, 1)[0];
      float[] expected = start.clone();
      for (int i = 0; i < count; i++) {
        expected[5 + i] = Half.round(expected[5 + i] + Half.round(x * w[3 + i]));
      }
      for (HalfKernels kernels :
          new HalfKernels[] {new ScalarHalfKernels(), new VectorHalfKernels()}) {
        float[] sums = start.clone();
        kernels.multiplyAdd(x, w, 3, sums, 5, count);
        for (int i = 0; i < sums.length; i++) {
          assertEquals(expected[i] + 0f, sums[i] + 0f, kernels.name());
        }
      }
    }
  }

  /** Of every size: large ones overflow, small ones are subnormal. */
  private static float[] halves(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      float size = Math.scalb(1f, random.nextInt(40) - 24);
      values[i] = Half.round((float) random.nextGaussian() * size);
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 8, 9, 16})
  void crossbarProductsFollowTheirDefinition(int bits) {
    Random random = new Random(bits);
    for (int vectors : new int[] {1, 5, 40}) {
      int arrayRows = 1 + random.nextInt(130);
      int rows = arrayRows + random.nextInt(arrayRows + 1);
      int[] codes = random.ints((long) vectors * rows, -(1 << bits - 1), 1 << bits - 1).toArray();
      if (bits == 1) {
        codes = random.ints((long) vectors * rows, 0, 2).toArray();
      }
      float[] cells = new float[2 * arrayRows * CrossbarKernels.LANES];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = (float) Math.rint(random.nextGaussian() * 4096) / 4096;
      }
      BitPlanes planes = new BitPlanes(codes, vectors, rows, arrayRows, bits);
      for (int block = 0; block < planes.blocks(); block++) {
        int[] expected =
            direct(codes, rows, bits, cells, block, arrayRows, planes, new Converter(-9, 11));
        for (CrossbarKernels kernels : crossbar) {
          int[] out = new int[vectors * CrossbarKernels.LANES];
          int at = block * arrayRows * CrossbarKernels.LANES;
          Converter converter = new Converter(-9, 11);
          kernels.accumulate(cells, at, planes, block, converter, 5, out, new Workspace());
          assertArrayEquals(expected, out, kernels.name() + ", block " + block);
        }
      }
    }
  }

  private static int[] direct(
      int[] codes,
      int rows,
      int bits,
      float[] cells,
      int block,
      int arrayRows,
      BitPlanes planes,
      Converter converter) {
    int lanes = CrossbarKernels.LANES;
    int[] out = new int[planes.vectors() * lanes];
    for (int v = 0; v < planes.vectors(); v++) {
      for (int p = 0; p < bits; p++) {
        for (int lane = 0; lane < lanes; lane++) {
          double sum = 0;
          for (int r = 0; r < planes.blockRows(block); r++) {
            int row = block * arrayRows + r;
            sum += (codes[v * rows + row] >> p & 1) * (double) cells[row * lanes + lane];
          }
          int code =
              (int) Math.max(converter.lowest(), Math.min(converter.highest(), Math.rint(sum)));
          out[v * lanes + lane] += 5 * (p == bits - 1 && bits > 1 ? -(1 << p) : 1 << p) * code;
        }
      }
    }
    return out;
  }

  @Test
  void theHotKernelAllocatesNothing() {
    Random random = new Random(1);
    int[] codes = random.ints(64L * 256, -128, 128).toArray();
    BitPlanes planes = new BitPlanes(codes, 64, 256, 128, 8);
    float[] cells = new float[256 * CrossbarKernels.LANES];
    int[] out = new int[64 * CrossbarKernels.LANES];
    Workspace workspace = new Workspace();
    Converter converter = new Converter(-127, 127);
    CrossbarKernels kernels = new VectorCrossbar();
    Runnable work = () -> kernels.accumulate(cells, 0, planes, 0, converter, 1, out, workspace);
    // Long enough for the second compiler; before it the Vector API allocates.
    for (int i = 0; i < 4000; i++) {
      work.run();
    }
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 50 && least > 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100; i++) {
        work.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least, "bytes allocated by 100 calls");
  }

  private static float[] gaussian(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
