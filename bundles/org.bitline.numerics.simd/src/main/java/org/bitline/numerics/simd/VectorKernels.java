package org.bitline.numerics.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.bitline.numerics.MatrixKernels;
import org.bitline.numerics.PackedMatrix;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;

/**
 * The dense product in panels of two vectors of columns, four rows at a time.
 *
 * <p>Small methods, accumulators in locals: larger ones make the compiler box vectors.
 */
@Component(service = MatrixKernels.class, property = Constants.SERVICE_RANKING + ":Integer=100")
public final class VectorKernels implements MatrixKernels {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int PANEL = 2 * LANES;

  @Override
  public String name() {
    return "vector-" + SPECIES.vectorBitSize();
  }

  @Override
  public PackedMatrix pack(float[] rowMajor, int rows, int columns) {
    float[][] panels = new float[(columns + PANEL - 1) / PANEL][rows * PANEL];
    for (int p = 0; p < panels.length; p++) {
      int count = Math.min(PANEL, columns - p * PANEL);
      for (int k = 0; k < rows; k++) {
        System.arraycopy(rowMajor, k * columns + p * PANEL, panels[p], k * PANEL, count);
      }
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
    for (int p = 0; p < w.panels().length; p++) {
      int to = outOffset + p * PANEL;
      if (w.columns() - p * PANEL >= PANEL) {
        panel(x, xOffset, xStride, xRows, w.panels()[p], w.rows(), out, to, outStride);
      } else {
        int count = w.columns() - p * PANEL;
        narrow(x, xOffset, xStride, xRows, w.panels()[p], w.rows(), out, to, outStride, count);
      }
    }
  }

  private static void panel(
      float[] x,
      int xOffset,
      int xStride,
      int xRows,
      float[] panel,
      int rows,
      float[] out,
      int to,
      int outStride) {
    int r = 0;
    for (; r + 4 <= xRows; r += 4) {
      four(x, xOffset + r * xStride, xStride, panel, rows, out, to + r * outStride, outStride);
    }
    for (; r < xRows; r++) {
      one(x, xOffset + r * xStride, panel, rows, out, to + r * outStride);
    }
  }

  /** The last columns, fewer than a panel. */
  private static void narrow(
      float[] x,
      int xOffset,
      int xStride,
      int xRows,
      float[] panel,
      int rows,
      float[] out,
      int to,
      int outStride,
      int count) {
    float[] result = new float[4 * PANEL];
    for (int r = 0; r < xRows; r += 4) {
      int some = Math.min(4, xRows - r);
      panel(x, xOffset + r * xStride, xStride, some, panel, rows, result, 0, PANEL);
      for (int i = 0; i < some; i++) {
        System.arraycopy(result, i * PANEL, out, to + (r + i) * outStride, count);
      }
    }
  }

  private static void four(
      float[] x, int at, int stride, float[] panel, int rows, float[] out, int to, int outStride) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, 0f);
    FloatVector a1 = FloatVector.broadcast(SPECIES, 0f);
    FloatVector b0 = FloatVector.broadcast(SPECIES, 0f);
    FloatVector b1 = FloatVector.broadcast(SPECIES, 0f);
    FloatVector c0 = FloatVector.broadcast(SPECIES, 0f);
    FloatVector c1 = FloatVector.broadcast(SPECIES, 0f);
    FloatVector d0 = FloatVector.broadcast(SPECIES, 0f);
    FloatVector d1 = FloatVector.broadcast(SPECIES, 0f);
    int b = at + stride;
    int c = b + stride;
    int d = c + stride;
    for (int k = 0; k < rows; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, panel, k * PANEL);
      FloatVector w1 = FloatVector.fromArray(SPECIES, panel, k * PANEL + LANES);
      FloatVector xa = FloatVector.broadcast(SPECIES, x[at + k]);
      a0 = xa.fma(w0, a0);
      a1 = xa.fma(w1, a1);
      FloatVector xb = FloatVector.broadcast(SPECIES, x[b + k]);
      b0 = xb.fma(w0, b0);
      b1 = xb.fma(w1, b1);
      FloatVector xc = FloatVector.broadcast(SPECIES, x[c + k]);
      c0 = xc.fma(w0, c0);
      c1 = xc.fma(w1, c1);
      FloatVector xd = FloatVector.broadcast(SPECIES, x[d + k]);
      d0 = xd.fma(w0, d0);
      d1 = xd.fma(w1, d1);
    }
    a0.intoArray(out, to);
    a1.intoArray(out, to + LANES);
    b0.intoArray(out, to + outStride);
    b1.intoArray(out, to + outStride + LANES);
    c0.intoArray(out, to + 2 * outStride);
    c1.intoArray(out, to + 2 * outStride + LANES);
    d0.intoArray(out, to + 3 * outStride);
    d1.intoArray(out, to + 3 * outStride + LANES);
  }

  private static void one(float[] x, int at, float[] panel, int rows, float[] out, int outAt) {
    FloatVector a0 = FloatVector.broadcast(SPECIES, 0f);
    FloatVector a1 = FloatVector.broadcast(SPECIES, 0f);
    for (int k = 0; k < rows; k++) {
      FloatVector xa = FloatVector.broadcast(SPECIES, x[at + k]);
      a0 = xa.fma(FloatVector.fromArray(SPECIES, panel, k * PANEL), a0);
      a1 = xa.fma(FloatVector.fromArray(SPECIES, panel, k * PANEL + LANES), a1);
    }
    a0.intoArray(out, outAt);
    a1.intoArray(out, outAt + LANES);
  }
}
