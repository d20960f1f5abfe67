package org.bitline.device.digital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.bitline.api.device.Device;
import org.bitline.api.device.Load;
import org.bitline.api.workload.Attention;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Softmax;
import org.bitline.device.digital.Band.Cut;
import org.bitline.device.digital.SystolicParameters.Array;
import org.bitline.device.digital.array.Dataflow;
import org.bitline.device.digital.array.Gemm;
import org.junit.jupiter.api.Test;

/** Costs of attention within a window. */
class BandTest {

  private static final int HEADS = 12;
  private static final int SIZE = 32;
  private static final Attention NEAR = new Attention(8, false);
  private static final Array SMALL = Stock.array(16, 16, 8, 8);

  private final Device device = Stock.device(SMALL, Stock.MEMORY, Stock.VECTOR);

  private static DynamicMatmul product(DynamicKind kind, Attention attention) {
    return new DynamicMatmul("p", 1, kind, "a", "b", HEADS, SIZE, 1, Optional.empty(), attention);
  }

  private static Stock.Amounts account(Device device, Operation operation, int tokens) {
    Stock.Amounts amounts = new Stock.Amounts();
    device.account(operation, Load.of(tokens), amounts);
    return amounts;
  }

  @Test
  void blocksOfQueriesMeetTheKeysOfTheirWindow() {
    Band band = new Band(product(DynamicKind.SCORES, NEAR), 64);
    // 16 queries see 8 keys to either side; the first and the last block have one side alone.
    assertEquals(
        List.of(new Gemm(16, SIZE, 24, 2 * HEADS), new Gemm(16, SIZE, 32, 2 * HEADS)),
        band.products(new Cut(16, false), 64));
    // All attend to the first key: it is outside the window of the last three blocks.
    Band first = new Band(product(DynamicKind.CONTEXT, new Attention(8, true)), 64);
    assertEquals(
        List.of(
            new Gemm(16, 24, SIZE, HEADS),
            new Gemm(16, 33, SIZE, 2 * HEADS),
            new Gemm(16, 25, SIZE, HEADS)),
        first.products(new Cut(16, false), 64));
    assertEquals(
        List.of(new Gemm(24, SIZE, 16, 2 * HEADS), new Gemm(32, SIZE, 16, 2 * HEADS)),
        band.products(new Cut(16, true), 64));
  }

  @Test
  void anArrayDoesTheBlocksOneAfterAnother() {
    // 32 + 16 + 16 - 2 cycles a fold of scores; two folds of keys per block of queries.
    double cycles = HEADS * 4 * 2 * (SIZE + 30);
    DynamicMatmul scores = product(DynamicKind.SCORES, NEAR);
    assertEquals(cycles / 500e6, device.timing(scores, Load.of(64)).latencySeconds(), 1e-15);
    double macs = HEADS * SIZE * 16 * (2 * 24 + 2 * 32);
    assertEquals(macs, account(device, scores, 64).of("mac mac"));
    // Contexts: a window's keys stream past two folds of columns.
    double stream = HEADS * 2 * (2 * (24 + 30) + 2 * (32 + 30));
    assertEquals(
        stream / 500e6,
        device.timing(product(DynamicKind.CONTEXT, NEAR), Load.of(64)).latencySeconds(),
        1e-15);
  }

  @Test
  void operandsAreRoundedOnceThoughBlocksShareKeys() {
    Stock.Amounts amounts = account(device, product(DynamicKind.SCORES, NEAR), 64);
    double operands = 2 * 64 * HEADS * SIZE;
    double results = HEADS * 16 * (2 * 24 + 2 * 32);
    assertEquals(operands + results, amounts.of("quantiser convert"), 1e-6);
  }

  @Test
  void softmaxTakesThePairsOfTheWindow() {
    long pairs = 64 * 17 - 2 * 36;
    assertEquals(pairs, NEAR.pairs(64));
    Softmax softmax = new Softmax("s", 1, "x", HEADS, NEAR);
    Stock.Amounts amounts = account(device, softmax, 64);
    assertEquals(5.0 * HEADS * pairs, amounts.of("vector pass"));
    assertEquals(16.0 * HEADS * pairs, amounts.of("sram read"));
  }

  @Test
  void aWindowOfAllTokensIsFullAttentionToTheBit() {
    for (DynamicKind kind : DynamicKind.values()) {
      Operation full = product(kind, Operation.FULL);
      Operation wide = product(kind, new Attention(63, true));
      assertEquals(account(device, full, 64).sums, account(device, wide, 64).sums);
      assertEquals(device.timing(full, Load.of(64)), device.timing(wide, Load.of(64)));
    }
  }

  @Test
  void aWindowNeverTakesLongerWhateverTheDataflow() {
    for (Dataflow flow : Dataflow.values()) {
      Array array = Stock.array(16, 24, 8, 8, NumberFormat.INT, 32, flow);
      Device some = Stock.device(array, Stock.memory(1e5, 1e5, false, 1e10), Stock.VECTOR);
      for (DynamicKind kind : DynamicKind.values()) {
        double before = 0;
        for (int reach : new int[] {0, 1, 5, 20, 60, 200, 511}) {
          DynamicMatmul matmul = product(kind, new Attention(reach, false));
          double seconds = some.timing(matmul, Load.of(512)).latencySeconds();
          assertTrue(before <= seconds, flow + " " + matmul + " " + before + " " + seconds);
          before = seconds;
        }
        double narrow =
            some.timing(product(kind, new Attention(5, false)), Load.of(512)).latencySeconds();
        boolean cut = kind == DynamicKind.SCORES || flow != Dataflow.WEIGHT_STATIONARY;
        assertTrue(!cut || narrow < 0.5 * before, flow + " " + kind + " " + narrow);
      }
    }
  }
}
