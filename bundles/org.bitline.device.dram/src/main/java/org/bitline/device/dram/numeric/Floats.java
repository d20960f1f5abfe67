package org.bitline.device.dram.numeric;

import org.bitline.numerics.Half;
import org.bitline.numerics.MatrixKernels;
import org.bitline.numerics.PackedMatrix;

/** Float32, added in order of the inputs with fused multiply-adds; values may be stored in FP16. */
final class Floats implements Dot {

  private final MatrixKernels kernels;
  private final boolean halves;

  /**
   * @param halves whether values are stored in FP16
   */
  Floats(MatrixKernels kernels, boolean halves) {
    this.kernels = kernels;
    this.halves = halves;
  }

  @Override
  public float round(float value) {
    return halves ? Half.round(value) : value;
  }

  @Override
  public Matrix prepare(float[] rowMajor, int rows, int columns) {
    PackedMatrix packed = kernels.pack(rowMajor, rows, columns);
    return (x, at, out) -> kernels.multiply(x, at, rows, 1, packed, out, 0, columns);
  }
}
