package org.bitline.device.digital;

import java.util.Arrays;
import org.bitline.numerics.MatrixKernels;
import org.bitline.numerics.PackedMatrix;

/**
 * The product of integer codes with 32-bit accumulation, exact, by the float32 kernels.
 *
 * <p>A float32 holds every integer up to 2^24. A product of two codes is at most L², L the largest
 * code, so a sum of floor(2^24 / L²) products and every partial sum of it is such an integer: no
 * addition rounds. Longer sums are cut into chunks of that many terms, whose sums are added as
 * integers. For 8 bits a chunk has 1040 terms.
 */
final class IntegerProduct {

  private static final int EXACT = 1 << 24;

  private final MatrixKernels kernels;
  private final PackedMatrix[] chunks;
  private final int length;
  private final int columns;

  /**
   * Lays out a matrix.
   *
   * @param codes row-major, rows × columns, none larger than {@code largest}
   * @param largest of either operand's codes
   */
  IntegerProduct(MatrixKernels kernels, float[] codes, int rows, int columns, int largest) {
    this.kernels = kernels;
    this.columns = columns;
    this.length = Math.min(rows, EXACT / (largest * largest));
    this.chunks = new PackedMatrix[(int) Gemm.ceil(rows, length)];
    for (int i = 0; i < chunks.length; i++) {
      int from = i * length;
      int to = Math.min(rows, from + length);
      chunks[i] =
          kernels.pack(Arrays.copyOfRange(codes, from * columns, to * columns), to - from, columns);
    }
  }

  /**
   * x W.
   *
   * @param x codes, row-major, rows × the matrix's rows
   * @return accumulators, row-major, rows × columns
   */
  int[] multiply(float[] x, int rows) {
    int stride = rows == 0 ? 0 : x.length / rows;
    int[] sums = new int[rows * columns];
    float[] part = new float[sums.length];
    for (int i = 0; i < chunks.length; i++) {
      kernels.multiply(x, i * length, stride, rows, chunks[i], part, 0, columns);
      for (int j = 0; j < sums.length; j++) {
        sums[j] += (int) part[j];
      }
    }
    return sums;
  }
}
