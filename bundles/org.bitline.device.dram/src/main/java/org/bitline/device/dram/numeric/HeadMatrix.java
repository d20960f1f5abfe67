package org.bitline.device.dram.numeric;

import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;

/**
 * The matrix that one head of one input multiplies with: Kᵀ, or V without padding.
 *
 * @param rowMajor rows × columns
 */
record HeadMatrix(int rows, int columns, float[] rowMajor) {

  static HeadMatrix of(DynamicMatmul matmul, Block right, int segment, int head) {
    Segments segments = right.segments();
    int size = matmul.headSize();
    int start = segments.start(segment);
    if (matmul.product() == DynamicKind.SCORES) {
      int tokens = segments.length(segment);
      float[] transposed = new float[size * tokens];
      for (int t = 0; t < tokens; t++) {
        for (int d = 0; d < size; d++) {
          transposed[d * tokens + t] =
              right.data()[(start + t) * right.columns() + head * size + d];
        }
      }
      return new HeadMatrix(size, tokens, transposed);
    }
    int valid = segments.valid(segment);
    float[] values = new float[valid * size];
    for (int t = 0; t < valid; t++) {
      int from = (start + t) * right.columns() + head * size;
      System.arraycopy(right.data(), from, values, t * size, size);
    }
    return new HeadMatrix(valid, size, values);
  }
}
