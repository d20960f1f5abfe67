package org.bitline.device.dram.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bitline.api.device.Ledger;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Scales;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Tensors;
import org.bitline.numerics.Half;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.Quantiser;
import org.bitline.numerics.ScalarHalfKernels;
import org.bitline.numerics.ScalarKernels;
import org.junit.jupiter.api.Test;

class ArithmeticTest {

  private static final int ROWS = 300;
  private static final int COLUMNS = 70;

  private final Random random = new Random(8);
  private final Tensor w = new Tensor("w", ROWS, COLUMNS, numbers(ROWS * COLUMNS, 0.1));
  private final Tensor b = new Tensor("b", 1, COLUMNS, numbers(COLUMNS, 1));
  private final Segments segments = new Segments(new long[] {3}, new int[] {4}, new int[] {4});
  private final Block x = new Block(segments, ROWS, 32, numbers(4 * ROWS, 1));

  private float[] numbers(int count, double size) {
    float[] data = new float[count];
    for (int i = 0; i < count; i++) {
      data[i] = (float) (random.nextGaussian() * size);
    }
    return data;
  }

  private StaticMatmul matmul(Optional<Scales> scales, Optional<ActivationFormat> format) {
    return new StaticMatmul(
        "m",
        1,
        "x",
        new Weight("w", ROWS, COLUMNS, scales),
        Optional.of("b"),
        Range.all(ROWS),
        Range.all(COLUMNS),
        format);
  }

  private float[] run(Arithmetic arithmetic, StaticMatmul matmul) {
    Tensors tensors =
        new Tensors() {
          @Override
          public boolean present() {
            return true;
          }

          @Override
          public Tensor get(String identity) {
            return identity.equals("w") ? w : b;
          }
        };
    return arithmetic
        .place(matmul, tensors)
        .run(List.of(x), Selection.all(), KeyedStream.of(0), new NoLedger())
        .data();
  }

  private static final class NoLedger implements Ledger {
    @Override
    public void add(String component, String action, double amount) {}

    @Override
    public void max(String component, String action, double amount) {}

    @Override
    public void histogram(String component, String action, int bin, long count) {}
  }

  @Test
  void halvesAreRoundedAfterEveryProductAndSumInTheOrderOfLanesAndTiles() {
    float[] ours =
        run(
            Arithmetics.half(new ScalarHalfKernels(), 16, 128, true, false),
            matmul(Optional.empty(), Optional.empty()));
    for (int r = 0; r < 4; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        float[] lanes = new float[16];
        for (int tile : new int[] {0, 2, 1}) {
          for (int k = 128 * tile; k < Math.min(ROWS, 128 * (tile + 1)); k++) {
            float product = Half.round(Half.round(x.data()[r * ROWS + k]) * Half.round(w.at(k, c)));
            lanes[k % 16] = Half.round(lanes[k % 16] + product);
          }
        }
        float sum = 0;
        for (float lane : lanes) {
          sum += lane;
        }
        assertEquals(Half.round(sum + b.data()[c]), ours[r * COLUMNS + c]);
      }
    }
  }

  @Test
  void theOrderOfTilesAndTheLackOfFusingAreSeen() {
    StaticMatmul plain = matmul(Optional.empty(), Optional.empty());
    float[] evenFirst = run(Arithmetics.half(new ScalarHalfKernels(), 16, 128, true, false), plain);
    float[] ascending =
        run(Arithmetics.half(new ScalarHalfKernels(), 16, 128, false, false), plain);
    float[] single = run(Arithmetics.single(new ScalarKernels(), 16), plain);
    int orders = 0;
    int fused = 0;
    for (int i = 0; i < single.length; i++) {
      orders += evenFirst[i] == ascending[i] ? 0 : 1;
      fused += evenFirst[i] == single[i] ? 0 : 1;
      assertEquals(single[i], evenFirst[i], 0.02 * (1 + Math.abs(single[i])));
    }
    assertTrue(orders > 0 && fused > single.length / 4, orders + " " + fused);
  }

  @Test
  void bfloatsGoThroughATreeOfABurst() {
    BrainTree tree = new BrainTree(4);
    float[] matrix = {1, 1e8f, -1e8f, 1, 3, 5};
    float[] out = new float[1];
    tree.prepare(matrix, 6, 1).multiply(new float[] {1, 1, 1, 1, 1, 1}, 0, out);
    // (1 + 1e8) + (-1e8 + 1) = 0 in float32; then (3 + 5) + (0 + 0).
    assertEquals(8f, out[0]);
    assertEquals(1.0078125f, tree.round(1.01f));
    assertEquals(Float.intBitsToFloat(0x7f7f0000), tree.round(Float.MAX_VALUE));
    float[] ours = run(Arithmetics.brain(16), matmul(Optional.empty(), Optional.empty()));
    float[] single =
        run(
            Arithmetics.single(new ScalarKernels(), 32),
            matmul(Optional.empty(), Optional.empty()));
    for (int i = 0; i < ours.length; i++) {
      assertEquals(single[i], ours[i], 0.03 * (1 + Math.abs(single[i])));
    }
  }

  @Test
  void integersAreExactProductsOfCodes() {
    float[] scales = Quantiser.columnScales(w, 8);
    float[] ours = run(Arithmetics.integer(), matmul(Optional.empty(), Optional.empty()));
    for (int r = 0; r < 4; r++) {
      float scale = Quantiser.scaleOf(x.data(), r * ROWS, ROWS, 127);
      for (int c = 0; c < COLUMNS; c++) {
        long sum = 0;
        for (int k = 0; k < ROWS; k++) {
          sum +=
              (long) Quantiser.code(x.data()[r * ROWS + k], scale, 127)
                  * Quantiser.code(w.at(k, c), scales[c], 127);
        }
        float expected = (float) ((double) sum * scale * scales[c]) + b.data()[c];
        assertEquals(expected, ours[r * COLUMNS + c]);
      }
    }
  }

  @Test
  void whatATransformAsksForIsUsedOrRefused() {
    Optional<ActivationFormat> coarse =
        Optional.of(new ActivationFormat(4, ActivationFormat.Scope.TOKEN));
    Optional<Scales> scales = Optional.of(new Scales(4, Quantiser.columnScales(w, 4)));
    float[] integers = run(Arithmetics.integer(), matmul(scales, coarse));
    float[] floats = run(Arithmetics.single(new ScalarKernels(), 32), matmul(scales, coarse));
    for (int i = 0; i < floats.length; i++) {
      assertEquals(floats[i], integers[i], 1e-3 * (1 + Math.abs(floats[i])));
    }
    Optional<ActivationFormat> wide =
        Optional.of(new ActivationFormat(12, ActivationFormat.Scope.TOKEN));
    var support = Arithmetics.integer().supports(matmul(Optional.empty(), wide));
    assertFalse(support.supported());
    assertTrue(support.reason().contains("asks for 12 bits"), support.reason());
  }
}
