package org.bitline.device.digital;

import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;

/**
 * Matrix products C = A B of one shape on an output-stationary array of R rows and C columns.
 *
 * <p>Each fold holds R × C results and takes R + C + k − 2 cycles: operands enter skewed, one more
 * cycle per row and column. Folds do not overlap, those at the edge cost as much as the others, and
 * results leave while the next fold runs. Equal to the compute cycles and SRAM reads of
 * scalesim-project/SCALE-Sim 1d62b68a (which reports one cycle less).
 *
 * @param m rows of A: tokens
 * @param k columns of A, rows of B
 * @param n columns of B: outputs
 * @param count products of this shape, one after another
 */
record Gemm(int m, int k, int n, int count) {

  static Gemm of(StaticMatmul matmul, int tokens) {
    return new Gemm(tokens, matmul.rows().size(), matmul.columns().size(), 1);
  }

  /**
   * A dynamic product, one per head.
   *
   * @param tokens of the input
   * @param kept of them that are wanted
   */
  static Gemm of(DynamicMatmul matmul, int tokens, int kept) {
    return matmul.product() == DynamicKind.SCORES
        ? new Gemm(kept, matmul.headSize(), tokens, matmul.heads())
        : new Gemm(kept, tokens, matmul.headSize(), matmul.heads());
  }

  /** Folds over the rows of A: how often B is read. */
  long rowFolds(SystolicParameters.Array array) {
    return ceil(m, array.rows());
  }

  /** Folds over the columns of B: how often A is read. */
  long columnFolds(SystolicParameters.Array array) {
    return ceil(n, array.columns());
  }

  double cycles(SystolicParameters.Array array) {
    double fold = (double) array.rows() + array.columns() + k - 2;
    return count * rowFolds(array) * columnFolds(array) * fold;
  }

  /** Elements of A. */
  double left() {
    return (double) count * m * k;
  }

  /** Elements of B. */
  double right() {
    return (double) count * k * n;
  }

  /** Elements of C. */
  double results() {
    return (double) count * m * n;
  }

  double macs() {
    return results() * k;
  }

  static long ceil(long a, long b) {
    return Math.floorDiv(a - 1, b) + 1;
  }
}
