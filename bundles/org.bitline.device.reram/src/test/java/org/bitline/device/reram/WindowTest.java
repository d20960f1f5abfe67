package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.workload.Attention;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.device.reram.HeadArrays.Read;
import org.junit.jupiter.api.Test;

/** Costs of attention within a window: arrays of 128 × 128, four cells a weight. */
class WindowTest {

  private static final int TOKENS = 256;
  private static final Attention NEAR = new Attention(8, false);

  private final ReramParameters p = Stock.parameters();
  private final ReramDevice device = Stock.device(p);

  private static final class Amounts implements Ledger {
    final TreeMap<String, Double> sums = new TreeMap<>();

    @Override
    public void add(String component, String action, double amount) {
      sums.merge(component + " " + action, amount, Double::sum);
    }

    @Override
    public void max(String component, String action, double amount) {
      sums.merge(component + " most " + action, amount, Math::max);
    }

    @Override
    public void histogram(String component, String action, int bin, long count) {}
  }

  private static DynamicMatmul product(DynamicKind kind, Attention attention) {
    return new DynamicMatmul("p", 1, kind, "a", "b", 2, 64, 1, Optional.empty(), attention);
  }

  private TreeMap<String, Double> account(DynamicMatmul matmul) {
    Amounts amounts = new Amounts();
    device.account(matmul, Load.of(TOKENS), amounts);
    return amounts.sums;
  }

  private Map<Read, Integer> reads(DynamicMatmul matmul, int... places) {
    return new HeadArrays(matmul, p).reads(TOKENS, places);
  }

  @Test
  void aTokenReadsTheArraysThatHoldKeysOfItsWindow() {
    int keys = Designs.width(p, Designs.unitColumn(p)) / p.slices(p.weights().bits());
    DynamicMatmul scores = product(DynamicKind.SCORES, NEAR);
    // In the middle of an array's keys, and on the border of two.
    Read inside = reads(scores, keys + 9).keySet().iterator().next();
    assertEquals(keys, inside.geometry().columns());
    Read border = reads(scores, keys).keySet().iterator().next();
    assertEquals(2 * keys, border.geometry().columns());
    DynamicMatmul first = product(DynamicKind.SCORES, new Attention(8, true));
    Read far = reads(first, 2 * keys + 9).keySet().iterator().next();
    assertEquals(2 * keys, far.geometry().columns());
    assertEquals(64, far.driven());
  }

  @Test
  void contextsDriveTheRowsOfTheWindowAlone() {
    int[] all = IntStream.range(0, TOKENS).toArray();
    long driven =
        reads(product(DynamicKind.CONTEXT, NEAR), all).entrySet().stream()
            .mapToLong(e -> (long) e.getKey().driven() * e.getValue())
            .sum();
    assertEquals(NEAR.pairs(TOKENS), driven);
  }

  @Test
  void everyKeyIsWrittenAllTheSame() {
    for (DynamicKind kind : DynamicKind.values()) {
      TreeMap<String, Double> window = account(product(kind, NEAR));
      TreeMap<String, Double> full = account(product(kind, Operation.FULL));
      assertEquals(full.get("cell write"), window.get("cell write"));
      assertEquals(full.get("cell most write"), window.get("cell most write"));
      assertTrue(window.get("dac drive") < 0.5 * full.get("dac drive"), kind + " " + window);
      assertTrue(window.get("adc convert") < 0.8 * full.get("adc convert"), kind + " " + window);
    }
  }

  @Test
  void aTokenGoesThroughTheTurnsOfItsWindow() {
    // Arrays hold 128 keys: full attention takes two turns, a window mostly one.
    assertEquals(
        2, new HeadArrays(product(DynamicKind.SCORES, Operation.FULL), p).turnsOfToken(TOKENS));
    double turns = new HeadArrays(product(DynamicKind.SCORES, NEAR), p).turnsOfToken(TOKENS);
    assertEquals(1 + 16.0 / TOKENS, turns);
    for (DynamicKind kind : DynamicKind.values()) {
      double window = device.timing(product(kind, NEAR), Load.of(TOKENS)).latencySeconds();
      double full = device.timing(product(kind, Operation.FULL), Load.of(TOKENS)).latencySeconds();
      assertTrue(window < full, window + " " + full);
    }
  }

  @Test
  void aWindowOfAllTokensIsFullAttentionToTheBit() {
    for (DynamicKind kind : DynamicKind.values()) {
      DynamicMatmul wide = product(kind, new Attention(TOKENS - 1, true));
      assertEquals(account(product(kind, Operation.FULL)), account(wide));
      assertEquals(
          device.timing(product(kind, Operation.FULL), Load.of(TOKENS)),
          device.timing(wide, Load.of(TOKENS)));
    }
  }
}
