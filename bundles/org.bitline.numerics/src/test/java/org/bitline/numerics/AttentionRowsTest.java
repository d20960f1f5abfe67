package org.bitline.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.api.workload.Attention;
import org.bitline.api.workload.Operation.Softmax;
import org.junit.jupiter.api.Test;

class AttentionRowsTest {

  private static final int HEADS = 2;
  private static final int TOKENS = 7;
  private static final int VALID = 6;

  private static Block scores() {
    Segments segments = new Segments(new long[] {5}, new int[] {TOKENS}, new int[] {VALID});
    Block block = Block.zeros(segments, HEADS * TOKENS, 32);
    Random random = new Random(3);
    for (int i = 0; i < block.data().length; i++) {
      block.data()[i] = (float) random.nextGaussian();
    }
    return block;
  }

  private static Block softmax(Attention attention) {
    return AttentionRows.apply(
        new Softmax("p", 1, "s", HEADS, attention),
        scores(),
        (x, at, keys, y) -> {
          double total = 0;
          for (int j = 0; j < keys; j++) {
            total += StrictMath.exp(x[at + j]);
          }
          for (int j = 0; j < keys; j++) {
            y[at + j] = (float) (StrictMath.exp(x[at + j]) / total);
          }
        });
  }

  @Test
  void aWindowIsTheSoftmaxOfItsKeysAndZeroElsewhere() {
    Attention attention = new Attention(1, true);
    Block y = softmax(attention);
    for (int t = 0; t < VALID; t++) {
      for (int h = 0; h < HEADS; h++) {
        int at = t * y.columns() + h * TOKENS;
        double total = 0;
        for (int key = 0; key < VALID; key++) {
          if (attention.includes(t, key)) {
            total += StrictMath.exp(scores().data()[at + key]);
          }
        }
        for (int key = 0; key < TOKENS; key++) {
          double expected =
              key < VALID && attention.includes(t, key)
                  ? StrictMath.exp(scores().data()[at + key]) / total
                  : 0;
          assertEquals(expected, y.data()[at + key], 1e-6);
        }
      }
    }
  }

  @Test
  void aWindowOfAllKeysIsFullAttentionToTheBit() {
    assertArrayEquals(
        softmax(new Attention(Integer.MAX_VALUE, false)).data(),
        softmax(new Attention(VALID - 1, false)).data());
  }
}
