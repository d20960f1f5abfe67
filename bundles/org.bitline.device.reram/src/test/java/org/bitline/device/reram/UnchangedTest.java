package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bitline.api.device.Ledger;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Tensors;
import org.bitline.numerics.KeyedStream;
import org.junit.jupiter.api.Test;

/** The preset's digits, to the bit: results that were published must come out again. */
class UnchangedTest {

  @Test
  void theStockDeviceGivesTheDigitsThatItAlwaysGave() {
    int k = 300;
    int n = 70;
    Random random = new Random(7);
    float[] w = new float[k * n];
    float[] x = new float[20 * k];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    StaticMatmul matmul =
        new StaticMatmul(
            "m",
            1,
            "x",
            new Weight("w", k, n, Optional.empty()),
            Optional.empty(),
            Range.all(k),
            Range.all(n),
            Optional.empty());
    Segments segments = new Segments(new long[] {9}, new int[] {20}, new int[] {20});
    float[] y =
        Stock.device(Stock.parameters())
            .place(matmul, whole(new Tensor("w", k, n, w)), KeyedStream.of(1))
            .run(
                List.of(new Block(segments, k, 8, x)),
                Selection.all(),
                KeyedStream.of(1),
                new Nothing())
            .data();
    assertEquals(1555362004, Arrays.hashCode(y));
  }

  private static Tensors whole(Tensor w) {
    return new Tensors() {
      @Override
      public boolean present() {
        return true;
      }

      @Override
      public Tensor get(String identity) {
        return w;
      }
    };
  }

  private static final class Nothing implements Ledger {
    @Override
    public void add(String component, String action, double amount) {}

    @Override
    public void max(String component, String action, double amount) {}

    @Override
    public void histogram(String component, String action, int bin, long count) {}
  }
}
