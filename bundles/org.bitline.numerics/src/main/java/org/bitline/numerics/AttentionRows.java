package org.bitline.numerics;

import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.api.workload.Attention;
import org.bitline.api.workload.Operation.Softmax;

/** Attention's rows: a softmax over the keys that a token attends to, for every token and head. */
public final class AttentionRows {

  private static final int BITS = 32;

  private AttentionRows() {}

  /** Softmax of one row. */
  @FunctionalInterface
  public interface Row {

    /**
     * Writes probabilities of the same places.
     *
     * @param x scores
     * @param at the first one
     * @param keys how many, at least 1
     * @param y takes the results
     */
    void apply(float[] x, int at, int keys, float[] y);
  }

  /**
   * The probabilities; 0 for padding keys and for those that a token does not attend to.
   *
   * @param scores of all heads, see {@link Block}
   */
  public static Block apply(Softmax softmax, Block scores, Row row) {
    Block y = Block.zeros(scores.segments(), scores.columns(), BITS);
    Segments segments = scores.segments();
    int stride = scores.columns() / softmax.heads();
    for (int s = 0; s < segments.count(); s++) {
      int keys = segments.valid(s);
      boolean all = softmax.attention().reach() >= keys - 1;
      for (int r = segments.start(s); r < segments.start(s + 1); r++) {
        for (int h = 0; h < softmax.heads(); h++) {
          int at = r * scores.columns() + h * stride;
          if (all) {
            row.apply(scores.data(), at, keys, y.data());
          } else {
            some(softmax.attention(), r - segments.start(s), keys, scores.data(), at, y, row);
          }
        }
      }
    }
    return y;
  }

  /** Sets scores of keys that a token does not attend to to 0, in place. */
  public static void mask(Attention attention, int heads, Block scores) {
    Segments segments = scores.segments();
    int stride = scores.columns() / heads;
    for (int s = 0; s < segments.count(); s++) {
      int length = segments.length(s);
      for (int t = 0; t < length && !attention.isFull(length); t++) {
        int row = (segments.start(s) + t) * scores.columns();
        for (int key = 0; key < length; key++) {
          for (int h = 0; h < heads && !attention.includes(t, key); h++) {
            scores.data()[row + h * stride + key] = 0;
          }
        }
      }
    }
  }

  /** Keys side by side, for the softmax is over them alone. */
  private static void some(
      Attention attention, int token, int keys, float[] scores, int at, Block y, Row row) {
    int[] places = new int[keys];
    int count = 0;
    for (int key = 0; key < keys; key++) {
      if (attention.includes(token, key)) {
        places[count++] = key;
      }
    }
    if (count == 0) {
      // A padding token far from every key: nothing reads its row.
      return;
    }
    float[] in = new float[count];
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      in[i] = scores[at + places[i]];
    }
    row.apply(in, 0, count, out);
    for (int i = 0; i < count; i++) {
      y.data()[at + places[i]] = out[i];
    }
  }
}
