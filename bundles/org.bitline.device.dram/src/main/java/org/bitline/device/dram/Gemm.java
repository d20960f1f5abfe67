package org.bitline.device.dram;

import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;

/**
 * Products of one matrix, or of one per head, with vectors.
 *
 * @param inputs rows of the matrix
 * @param outputs its columns
 * @param matrices of this shape, each with vectors of its own
 * @param vectors of each matrix
 */
record Gemm(int inputs, int outputs, int matrices, int vectors) {

  static Gemm of(StaticMatmul matmul, int vectors) {
    return new Gemm(matmul.rows().size(), matmul.columns().size(), 1, vectors);
  }

  /**
   * A dynamic product: K is a matrix of headSize inputs and an output per token, V one of an input
   * per token. Within a window each vector meets min(tokens, 2·reach + 1) of the tokens, one more
   * where all attend to the first: its own are taken to lie as the first ones do, and the shorter
   * windows at the ends of the input to be as long as the others.
   *
   * @param tokens of the input
   * @param vectors of them that are wanted
   */
  static Gemm of(DynamicMatmul matmul, int tokens, int vectors) {
    return whole(matmul, matmul.attention().keys(tokens), vectors);
  }

  /** The same with all tokens: what is written before the first vector. */
  static Gemm whole(DynamicMatmul matmul, int tokens, int vectors) {
    return matmul.product() == DynamicKind.SCORES
        ? new Gemm(matmul.headSize(), tokens, matmul.heads(), vectors)
        : new Gemm(tokens, matmul.headSize(), matmul.heads(), vectors);
  }

  /** The same with so many vectors. */
  Gemm with(int newVectors) {
    return new Gemm(inputs, outputs, matrices, newVectors);
  }

  /** Results of all matrices. */
  double results() {
    return (double) outputs * matrices * vectors;
  }

  double macs() {
    return results() * inputs;
  }

  /** Elements of all matrices, without padding. */
  double elements() {
    return (double) inputs * outputs * matrices;
  }

  static int ceil(int a, int b) {
    return Math.floorDiv(a - 1, b) + 1;
  }

  static long ceil(long a, long b) {
    return Math.floorDiv(a - 1, b) + 1;
  }
}
