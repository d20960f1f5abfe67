package org.bitline.numerics;

/**
 * The dense float32 product. Every implementation gives the same bits: each output element is
 * accumulated over k in ascending order, with one fused multiply-add per term, starting from 0.
 *
 * <p>An OSGi service; a faster implementation registers with a higher ranking. Thread-safe.
 */
public interface MatrixKernels {

  /** What it is, for run.json: e.g. {@code scalar}, {@code vector-512}. */
  String name();

  /**
   * Lays a matrix out for {@link #multiply}.
   *
   * @param rowMajor rows × columns, not kept
   * @param rows inputs (k)
   * @param columns outputs
   */
  PackedMatrix pack(float[] rowMajor, int rows, int columns);

  /**
   * out[r][c] = Σ_k x[r][k] · w[k][c]; overwrites out.
   *
   * @param x element k of row r stands at xOffset + r·xStride + k
   * @param w packed by this same implementation
   * @param out element c of row r stands at outOffset + r·outStride + c
   */
  void multiply(
      float[] x,
      int xOffset,
      int xStride,
      int xRows,
      PackedMatrix w,
      float[] out,
      int outOffset,
      int outStride);
}
