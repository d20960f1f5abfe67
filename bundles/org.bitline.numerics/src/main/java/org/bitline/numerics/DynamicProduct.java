package org.bitline.numerics;

import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;

/** Q Kᵀ and P V in float32, per input and per head. */
final class DynamicProduct {

  private final MatrixKernels kernels;
  private final DynamicMatmul matmul;

  DynamicProduct(MatrixKernels kernels, DynamicMatmul matmul) {
    this.kernels = kernels;
    this.matmul = matmul;
  }

  Block run(Block left, Block right) {
    Segments segments = left.segments();
    boolean scores = matmul.product() == DynamicKind.SCORES;
    int columns = matmul.heads() * (scores ? segments.longest() : matmul.headSize());
    Block out = Block.zeros(segments, columns, 32);
    for (int s = 0; s < segments.count(); s++) {
      for (int h = 0; h < matmul.heads(); h++) {
        if (scores) {
          scores(left, right, s, h, out);
        } else {
          context(left, right, s, h, out);
        }
      }
    }
    return out;
  }

  private void scores(Block q, Block k, int segment, int head, Block out) {
    Segments segments = q.segments();
    int size = matmul.headSize();
    int tokens = segments.length(segment);
    int start = segments.start(segment);
    float[] transposed = new float[size * tokens];
    for (int t = 0; t < tokens; t++) {
      for (int d = 0; d < size; d++) {
        transposed[d * tokens + t] = k.data()[(start + t) * k.columns() + head * size + d];
      }
    }
    int to = start * out.columns() + head * segments.longest();
    kernels.multiply(
        q.data(),
        start * q.columns() + head * size,
        q.columns(),
        tokens,
        kernels.pack(transposed, size, tokens),
        out.data(),
        to,
        out.columns());
    for (int r = 0; r < tokens; r++) {
      for (int t = 0; t < tokens; t++) {
        out.data()[to + r * out.columns() + t] *= matmul.scale();
      }
    }
  }

  private void context(Block p, Block v, int segment, int head, Block out) {
    Segments segments = v.segments();
    int size = matmul.headSize();
    int start = segments.start(segment);
    int valid = segments.valid(segment);
    float[] values = new float[valid * size];
    for (int t = 0; t < valid; t++) {
      System.arraycopy(v.data(), (start + t) * v.columns() + head * size, values, t * size, size);
    }
    kernels.multiply(
        p.data(),
        start * p.columns() + head * segments.longest(),
        p.columns(),
        segments.length(segment),
        kernels.pack(values, valid, size),
        out.data(),
        start * out.columns() + head * size,
        out.columns());
  }
}
