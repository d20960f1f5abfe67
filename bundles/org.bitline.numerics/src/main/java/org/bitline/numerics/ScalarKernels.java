package org.bitline.numerics;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;

/**
 * The product in plain Java. One array per row of the matrix and four rows per pass: the form that
 * the compiler turns into vector code by itself.
 */
@Component(service = MatrixKernels.class)
public final class ScalarKernels implements MatrixKernels {

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public PackedMatrix pack(float[] rowMajor, int rows, int columns) {
    float[][] panels = new float[rows][];
    for (int k = 0; k < rows; k++) {
      panels[k] = Arrays.copyOfRange(rowMajor, k * columns, (k + 1) * columns);
    }
    return new PackedMatrix(rows, columns, panels);
  }

  @Override
  public void multiply(
      float[] x,
      int xOffset,
      int xStride,
      int xRows,
      PackedMatrix w,
      float[] out,
      int outOffset,
      int outStride) {
    float[] sum = new float[w.columns()];
    for (int r = 0; r < xRows; r++) {
      Arrays.fill(sum, 0f);
      int at = xOffset + r * xStride;
      int k = 0;
      for (; k + 4 <= w.rows(); k += 4) {
        add4(x, at + k, w.panels(), k, sum);
      }
      for (; k < w.rows(); k++) {
        add1(x[at + k], w.panels()[k], sum);
      }
      System.arraycopy(sum, 0, out, outOffset + r * outStride, sum.length);
    }
  }

  private static void add4(float[] x, int at, float[][] panels, int k, float[] sum) {
    float x0 = x[at];
    float x1 = x[at + 1];
    float x2 = x[at + 2];
    float x3 = x[at + 3];
    float[] w0 = panels[k];
    float[] w1 = panels[k + 1];
    float[] w2 = panels[k + 2];
    float[] w3 = panels[k + 3];
    for (int c = 0; c < sum.length; c++) {
      sum[c] =
          Math.fma(
              x3, w3[c], Math.fma(x2, w2[c], Math.fma(x1, w1[c], Math.fma(x0, w0[c], sum[c]))));
    }
  }

  private static void add1(float x, float[] w, float[] sum) {
    for (int c = 0; c < sum.length; c++) {
      sum[c] = Math.fma(x, w[c], sum[c]);
    }
  }
}
