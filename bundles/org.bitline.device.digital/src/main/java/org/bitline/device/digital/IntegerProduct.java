package org.bitline.device.digital;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.bitline.device.digital.array.Gemm;
import org.bitline.numerics.MatrixKernels;
import org.bitline.numerics.PackedMatrix;

/**
 * The product of integer codes with 32-bit accumulation, exact, by the float32 kernels.
 *
 * <p>A float32 holds every integer up to 2^24. A product of two codes is at most L², L the largest
 * code, so a sum of floor(2^24 / L²) products and every partial sum of it is such an integer: no
 * addition rounds. Longer sums are cut into chunks of that many terms, whose sums are added as
 * integers. For 8 bits a chunk has 1040 terms.
 *
 * <p>Accumulators of fewer than 32 bits saturate in every addition, inputs in ascending order. A
 * row whose magnitudes cannot reach the limit is not looked at again; the others are added up term
 * by term.
 */
final class IntegerProduct {

  private static final int EXACT = 1 << 24;

  private final MatrixKernels kernels;
  private final PackedMatrix[] chunks;
  private final int length;
  private final int columns;
  private final int rows;
  private final int largest;
  private final long limit;
  private final int[] codes;

  /**
   * Lays out a matrix.
   *
   * @param codes row-major, rows × columns, none larger than {@code largest}
   * @param largest of either operand's codes
   * @param accumulatorBits at most 32; with 32 the caller sees to it that no sum overflows
   */
  IntegerProduct(
      MatrixKernels kernels,
      float[] codes,
      int rows,
      int columns,
      int largest,
      int accumulatorBits) {
    this.kernels = kernels;
    this.columns = columns;
    this.rows = rows;
    this.largest = largest;
    this.limit = (1L << (accumulatorBits - 1)) - 1;
    this.codes = accumulatorBits < Integer.SIZE ? whole(codes) : new int[0];
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
   * @param saturations is told how many accumulators saturated, where any did
   * @return accumulators, row-major, rows × columns
   */
  int[] multiply(float[] x, int count, LongConsumer saturations) {
    int stride = count == 0 ? 0 : x.length / count;
    int[] sums = new int[count * columns];
    float[] part = new float[sums.length];
    for (int i = 0; i < chunks.length; i++) {
      kernels.multiply(x, i * length, stride, count, chunks[i], part, 0, columns);
      for (int j = 0; j < sums.length; j++) {
        sums[j] += (int) part[j];
      }
    }
    if (codes.length > 0) {
      saturate(x, count, sums, saturations);
    }
    return sums;
  }

  private static int[] whole(float[] codes) {
    int[] whole = new int[codes.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (int) codes[i];
    }
    return whole;
  }

  private void saturate(float[] x, int count, int[] sums, LongConsumer saturations) {
    long saturated = 0;
    for (int r = 0; r < count; r++) {
      double magnitude = 0;
      for (int k = 0; k < rows; k++) {
        magnitude += Math.abs(x[r * rows + k]);
      }
      if (magnitude * largest > limit) {
        saturated += saturate(x, r, sums);
      }
    }
    if (saturated > 0) {
      saturations.accept(saturated);
    }
  }

  /** Adds up a row of results with saturation; returns how many of them it came to. */
  private int saturate(float[] x, int row, int[] sums) {
    int most = (int) limit;
    int least = -most - 1;
    int[] changed = new int[columns];
    int[] sum = new int[columns];
    for (int k = 0; k < rows; k++) {
      int factor = (int) x[row * rows + k];
      int at = k * columns;
      for (int c = 0; c < columns; c++) {
        int exact = sum[c] + factor * codes[at + c];
        sum[c] = Math.max(least, Math.min(most, exact));
        changed[c] |= sum[c] ^ exact;
      }
    }
    System.arraycopy(sum, 0, sums, row * columns, columns);
    return (int) Arrays.stream(changed).filter(bits -> bits != 0).count();
  }
}
