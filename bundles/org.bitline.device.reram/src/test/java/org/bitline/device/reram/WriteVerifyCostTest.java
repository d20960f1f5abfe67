package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bitline.api.device.Load;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.device.reram.array.Converter;
import org.bitline.device.reram.array.PulseTally;
import org.bitline.numerics.KeyedStream;
import org.junit.jupiter.api.Test;

/** What write-verify costs: foreseen from shapes, recorded from the draws. */
class WriteVerifyCostTest {

  private static final Object[] VERIFIED = {
    "cell.programmingError", 0.02, "cell.writeVerify.tolerance", 0.01
  };

  private static final DynamicMatmul SCORES =
      new DynamicMatmul("s", 1, DynamicKind.SCORES, "q", "k", 2, 16, 1, Optional.empty());

  private static PulseTally tally(ReramParameters p, WeightCodes w) {
    return PulseTally.of(
        Designs.of(p, 8, 8),
        new Place(0, 0, w.columns()).of(w),
        KeyedStream.of(5),
        Designs.apart(p));
  }

  /** Every code as often as any other, as the closed form assumes. */
  private static WeightCodes uniform(int rows, int columns) {
    int[] codes = new Random(1).ints(rows * columns, -127, 128).toArray();
    float[] scales = new float[columns];
    Arrays.fill(scales, 1);
    return new WeightCodes(rows, columns, 8, codes, scales);
  }

  @Test
  void whatIsForeseenIsTheMeanOfWhatIsCounted() {
    for (ReramParameters p :
        List.of(
            Stock.with(VERIFIED),
            Change.in(Stock.with(VERIFIED), "cell.writeVerify.maxPulses", 3),
            Change.in(Stock.with(VERIFIED), "array.spareColumns", 8),
            Change.in(
                Stock.with(VERIFIED), "cell.programmingModel", ErrorModel.NORMAL_PROPORTIONAL),
            Change.in(
                Change.in(Stock.with(VERIFIED), "faults.stuckLow", 0.01),
                "faults.stuckHigh",
                0.02))) {
      WeightCodes w = uniform(256, 150);
      PulseTally tally = tally(p, w);
      Geometry g = Geometry.of(256, 150, 8, p);
      Programming foreseen = Programming.expected(g, 8, p);
      Programming counted = Programming.recorded(g, tally);
      assertEquals(256L * 150 * 4 * 2, tally.cells());
      assertEquals(foreseen.meanPulses(), counted.meanPulses(), 0.01 * foreseen.meanPulses());
      assertEquals(foreseen.rowPulses(), counted.rowPulses(), 0.02 * foreseen.rowPulses());
    }
  }

  @Test
  void theSlowestCellIsThatOfTheClosedForm() {
    ReramParameters p = Stock.with(VERIFIED);
    double expected = Pulses.of(p, 8).slowest(64 * 8 * 8);
    double sum = 0;
    int draws = 200;
    for (int d = 0; d < draws; d++) {
      WeightCodes w = uniform(64, 8);
      sum +=
          PulseTally.of(Designs.of(p, 8, 8), new Place(0, 0, 8).of(w), KeyedStream.of(d), false)
              .worst();
    }
    assertEquals(expected, sum / draws, 0.05 * expected);
  }

  @Test
  void aRunRecordsThePulsesOfItsDraws() {
    ReramParameters p = Stock.with(VERIFIED);
    ReramDevice device = Stock.device(p);
    int tokens = 40;
    Segments segments = new Segments(new long[] {3}, new int[] {tokens}, new int[] {tokens});
    // Even codes, as account assumes.
    float[] even = new float[tokens * 32];
    Random random = new Random(3);
    for (int i = 0; i < even.length; i++) {
      even[i] = random.nextInt(255) - 127;
    }
    Block k = new Block(segments, 32, 8, even);
    Runs.Amounts ran = new Runs.Amounts();
    device
        .scratch(SCORES, Runs.tensors(new Tensor("w", 1, 1, new float[1])), KeyedStream.of(1))
        .run(List.of(k, k), Selection.all(), KeyedStream.of(2), ran);
    Runs.Amounts foreseen = new Runs.Amounts();
    device.account(SCORES, Load.of(tokens), foreseen);
    for (String action : List.of("cell write", "cell read", "adc convert", "sample-hold sample")) {
      double expected = foreseen.sums.get(action);
      assertEquals(expected, ran.sums.get(action), 0.03 * expected, action);
    }
    assertEquals(
        foreseen.maxima.get("cell write"),
        ran.maxima.get("cell write"),
        0.4 * foreseen.maxima.get("cell write"));
    Runs.Amounts single = new Runs.Amounts();
    Stock.device(Stock.with("cell.programmingError", 0.02))
        .account(SCORES, Load.of(tokens), single);
    assertTrue(ran.sums.get("cell write") > 1.5 * single.sums.get("cell write"));
    assertEquals(1, single.maxima.get("cell write"));
  }

  @Test
  void programmingTakesTheSlowestCellsPulsesAndReads() {
    ReramParameters p = Stock.with(VERIFIED);
    Pulses pulses = Pulses.of(p, 8);
    Tensor w = Runs.weights(1, 128, 32);
    double once = Stock.device(Stock.parameters()).loading(Runs.matmul(w), new Runs.Amounts());
    double verified = Stock.device(p).loading(Runs.matmul(w), new Runs.Amounts());
    assertEquals(once * pulses.slowest(128) * (85.7 + 100) / 85.7, verified, 1e-12);
  }

  /** A tolerance makes the weights better than a single pulse does. */
  @Test
  void verifiedWeightsErrLess() {
    Tensor w = Runs.weights(1, 128, 40);
    Block x = Runs.inputs(2, 4, 128);
    double[] exact = Runs.exact(w, x);
    double once =
        Runs.error(
            exact,
            Runs.run(
                Stock.with("cell.programmingError", 0.02, "adc.model", Converter.Model.IDEAL),
                w,
                x));
    double verified =
        Runs.error(
            exact,
            Runs.run(Change.in(Stock.with(VERIFIED), "adc.model", Converter.Model.IDEAL), w, x));
    assertTrue(verified < 0.4 * once, verified + " of " + once);
  }
}
