package org.bitline.device.dram;

import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;

/**
 * Products of one matrix, or of one per head, with vectors.
 *
 * @param inputs rows of the matrix
 * @param outputs its columns
 * @param heads matrices of this shape
 * @param vectors vectors of each matrix
 */
record Gemv(int inputs, int outputs, int heads, int vectors) {

  static Gemv of(StaticMatmul matmul, int vectors) {
    return new Gemv(matmul.rows().size(), matmul.columns().size(), 1, vectors);
  }

  /**
   * A dynamic product: K is a matrix of headSize inputs and an output per token, V one of an input
   * per token.
   *
   * @param tokens of the input
   * @param vectors of them that are wanted
   */
  static Gemv of(DynamicMatmul matmul, int tokens, int vectors) {
    return matmul.product() == DynamicKind.SCORES
        ? new Gemv(matmul.headSize(), tokens, matmul.heads(), vectors)
        : new Gemv(tokens, matmul.headSize(), matmul.heads(), vectors);
  }

  int inputTiles() {
    return PimUnit.ceil(inputs, PimUnit.TILE_INPUTS);
  }

  /** Output tiles of one matrix, each in one channel. */
  int outputTiles() {
    return PimUnit.ceil(outputs, PimUnit.TILE_OUTPUTS);
  }

  /** Passes of a channel through the input tiles, over all channels. */
  double passes() {
    return (double) outputTiles() * heads * vectors;
  }

  /** Results that are wanted. */
  double results() {
    return (double) outputs * heads * vectors;
  }

  /** Bits of all matrices, without padding. */
  double matrixBits() {
    return (double) inputs * outputs * heads * PimUnit.ELEMENT_BITS;
  }
}
