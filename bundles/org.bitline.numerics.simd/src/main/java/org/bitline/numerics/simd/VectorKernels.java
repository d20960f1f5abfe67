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
    float[] result = new float[4 * PANEL];
    for (int p = 0; p < w.panels().length; p++) {
      int count = Math.min(PANEL, w.columns() - p * PANEL);
      for (int r = 0; r < xRows; r += 4) {
        int some = Math.min(4, xRows - r);
        int at = xOffset + r * xStride;
        if (some == 4) {
          four(x, at, xStride, w.panels()[p], w.rows(), result);
        } else {
          for (int i = 0; i < some; i++) {
            one(x, at + i * xStride, w.panels()[p], w.rows(), result, i * PANEL);
          }
        }
        for (int i = 0; i < some; i++) {
          int to = outOffset + (r + i) * outStride + p * PANEL;
          System.arraycopy(result, i * PANEL, out, to, count);
        }
      }
    }
  }

  private static void four(float[] x, int at, int stride, float[] panel, int rows, float[] out) {
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
    a0.intoArray(out, 0);
    a1.intoArray(out, LANES);
    b0.intoArray(out, PANEL);
    b1.intoArray(out, PANEL + LANES);
    c0.intoArray(out, 2 * PANEL);
    c1.intoArray(out, 2 * PANEL + LANES);
    d0.intoArray(out, 3 * PANEL);
    d1.intoArray(out, 3 * PANEL + LANES);
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
