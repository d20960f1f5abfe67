package org.bitline.numerics.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.bitline.numerics.Half;
import org.bitline.numerics.HalfKernels;
import org.bitline.numerics.MatrixKernels;
import org.bitline.numerics.ScalarHalfKernels;
import org.bitline.numerics.ScalarKernels;
import org.junit.jupiter.api.Test;

/** Scalar and vector kernels give equal bits, and both give what the definition says. */
class KernelsAgreeTest {

  private final MatrixKernels[] matrix = {new ScalarKernels(), new VectorKernels()};

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

  private static float[] gaussian(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
