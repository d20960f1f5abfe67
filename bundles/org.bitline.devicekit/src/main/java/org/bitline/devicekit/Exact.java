package org.bitline.devicekit;

import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Softmax;
import org.bitline.api.workload.Tensors;

/** Matrix products in double precision. */
final class Exact {

  private Exact() {}

  /** x W + b. */
  static float[] product(Block x, Tensors tensors) {
    Tensor w = tensors.get("weight");
    float[] bias = tensors.get("bias").data();
    float[] y = new float[x.rows() * w.columns()];
    for (int r = 0; r < x.rows(); r++) {
      for (int c = 0; c < w.columns(); c++) {
        double sum = bias[c];
        for (int k = 0; k < w.rows(); k++) {
          sum += (double) x.data()[r * x.columns() + k] * w.at(k, c);
        }
        y[r * w.columns() + c] = (float) sum;
      }
    }
    return y;
  }

  /** Q Kᵀ or P V, per input and head; scores outside a window are 0. */
  static float[] dynamic(DynamicMatmul matmul, Block left, Block right) {
    Segments segments = left.segments();
    boolean scores = matmul.product() == DynamicKind.SCORES;
    int longest = segments.longest();
    int columns = matmul.heads() * (scores ? longest : matmul.headSize());
    float[] y = new float[left.rows() * columns];
    for (int s = 0; s < segments.count(); s++) {
      int width = scores ? segments.length(s) : matmul.headSize();
      for (int r = 0; r < segments.length(s); r++) {
        for (int h = 0; h < matmul.heads(); h++) {
          for (int c = 0; c < width; c++) {
            if (scores && !matmul.attention().includes(r, c)) {
              continue;
            }
            int row = segments.start(s) + r;
            double sum =
                scores
                    ? score(matmul, left, right, row, segments.start(s) + c, h)
                    : context(matmul, left, right, row, s, h * matmul.headSize() + c, h);
            y[row * columns + h * (scores ? longest : width) + c] = (float) sum;
          }
        }
      }
    }
    return y;
  }

  /**
   * Softmax over the keys that a token attends to, per head; 0 elsewhere. Padding tokens that
   * attend to no key have zeros.
   */
  static float[] softmax(Softmax softmax, Block scores) {
    Segments segments = scores.segments();
    int stride = scores.columns() / softmax.heads();
    float[] y = new float[scores.data().length];
    for (int s = 0; s < segments.count(); s++) {
      for (int r = segments.start(s); r < segments.start(s + 1); r++) {
        for (int h = 0; h < softmax.heads(); h++) {
          int token = r - segments.start(s);
          int at = r * scores.columns() + h * stride;
          double sum = 0;
          for (int key = 0; key < segments.valid(s); key++) {
            boolean seen = softmax.attention().includes(token, key);
            y[at + key] = seen ? (float) StrictMath.exp(scores.data()[at + key]) : 0;
            sum += y[at + key];
          }
          for (int key = 0; key < segments.valid(s) && sum > 0; key++) {
            y[at + key] = (float) (y[at + key] / sum);
          }
        }
      }
    }
    return y;
  }

  private static double score(DynamicMatmul matmul, Block q, Block k, int row, int key, int head) {
    double sum = 0;
    for (int d = head * matmul.headSize(); d < (head + 1) * matmul.headSize(); d++) {
      sum += (double) q.data()[row * q.columns() + d] * k.data()[key * k.columns() + d];
    }
    return sum * matmul.scale();
  }

  private static double context(
      DynamicMatmul matmul, Block p, Block v, int row, int segment, int column, int head) {
    Segments segments = p.segments();
    int stride = p.columns() / matmul.heads();
    double sum = 0;
    for (int t = 0; t < segments.valid(segment); t++) {
      sum +=
          (double) p.data()[row * p.columns() + head * stride + t]
              * v.data()[(segments.start(segment) + t) * v.columns() + column];
    }
    return sum;
  }
}
