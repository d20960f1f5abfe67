package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.ReramParameters.Encoded;
import org.bitline.device.reram.ReramParameters.Fidelity;
import org.bitline.device.reram.array.Converter;
import org.bitline.device.reram.array.InputCoding.Encoding;
import org.bitline.device.reram.array.Offset.Reference;
import org.bitline.devicekit.DeviceConformance;
import org.bitline.devicekit.Options;
import org.junit.jupiter.api.Test;

/** Fidelity {@code statistical}. */
class StatisticalTest {

  private static final int DRAWS = 3000;
  private static final int ROWS = 120;
  private static final int COLUMNS = 5;

  private static ReramParameters with(Object... changes) {
    ReramParameters p = Stock.with("cell.programmingError", 0.02, "adc.bits", 10);
    for (int i = 0; i < changes.length; i += 2) {
      p = Change.in(p, (String) changes[i], changes[i + 1]);
    }
    return p;
  }

  /** Mean and standard deviation of each column over many tokens with the same input. */
  private static double[][] sampled(ReramParameters p, WeightCodes w, InputCodes x) {
    float[] y = DesignsTest.run(DesignsTest.program(p, w), x, COLUMNS, 1);
    double[][] moments = new double[COLUMNS][2];
    for (int c = 0; c < COLUMNS; c++) {
      double sum = 0;
      for (int d = 0; d < DRAWS; d++) {
        sum += y[d * COLUMNS + c];
      }
      double square = 0;
      for (int d = 0; d < DRAWS; d++) {
        double off = y[d * COLUMNS + c] - sum / DRAWS;
        square += off * off;
      }
      moments[c][0] = sum / DRAWS;
      moments[c][1] = Math.sqrt(square / DRAWS);
    }
    return moments;
  }

  /** One input many times. */
  private static InputCodes repeated(Random random) {
    int[] one = random.ints(ROWS, -127, 128).toArray();
    int[] codes = new int[DRAWS * ROWS];
    for (int d = 0; d < DRAWS; d++) {
      System.arraycopy(one, 0, codes, d * ROWS, ROWS);
    }
    float[] scales = new float[DRAWS];
    java.util.Arrays.fill(scales, 1);
    int[] rows = java.util.stream.IntStream.range(0, DRAWS).toArray();
    return new InputCodes(8, 127, ROWS, codes, scales, rows);
  }

  @Test
  void itsMomentsAreTheExactModels() {
    Random random = new Random(3);
    WeightCodes w = DesignsTest.weights(random, ROWS, COLUMNS, 8);
    InputCodes x = repeated(random);
    for (ReramParameters p :
        List.of(
            with("cell.readNoise", 0.05),
            with("cell.readNoise", 0.05, "input.encoding", Encoding.SIGN_MAGNITUDE),
            with(
                "cell.readNoise",
                0.2,
                "cell.readModel",
                ErrorModel.NORMAL_PROPORTIONAL,
                "weights.mapping",
                Encoded.SLICED_OFFSET))) {
      double[][] exact = sampled(p, w, x);
      double[][] ours = sampled(Change.in(p, "fidelity", Fidelity.STATISTICAL), w, x);
      for (int c = 0; c < COLUMNS; c++) {
        double error = exact[c][1] / Math.sqrt(DRAWS);
        assertEquals(exact[c][0], ours[c][0], 4.5 * Math.sqrt(2) * error, "mean, " + p);
        // Two sampled deviations, and a little for roundings that are not quite uniform.
        double tolerance = 4.5 / Math.sqrt(DRAWS) + 0.01;
        assertEquals(1, ours[c][1] / exact[c][1], tolerance, "deviation, " + p);
      }
    }
  }

  /** Frozen errors: over many inputs, roundings add up to their variance. */
  @Test
  void roundingHasItsVariance() {
    Random random = new Random(4);
    WeightCodes w = DesignsTest.weights(random, ROWS, COLUMNS, 8);
    InputCodes x = DesignsTest.inputs(random, 800, ROWS);
    ReramParameters p = with("cell.programmingError", 0.1);
    float[] ideal = run(Change.in(p, "adc.model", Converter.Model.IDEAL), w, x);
    double[] square = new double[2];
    float[][] y = {run(p, w, x), run(Change.in(p, "fidelity", Fidelity.STATISTICAL), w, x)};
    for (int i = 0; i < ideal.length; i++) {
      for (int m = 0; m < 2; m++) {
        double off = y[m][i] - (double) ideal[i];
        square[m] += off * off;
      }
    }
    assertEquals(1, Math.sqrt(square[1] / square[0]), 0.06);
  }

  private static float[] run(ReramParameters p, WeightCodes w, InputCodes x) {
    return DesignsTest.run(DesignsTest.program(p, w), x, COLUMNS, 1);
  }

  @Test
  void withoutConverterAndReadNoiseItIsTheExactModel() {
    Random random = new Random(5);
    WeightCodes w = DesignsTest.weights(random, ROWS, COLUMNS, 8);
    InputCodes x = DesignsTest.inputs(random, 5, ROWS);
    ReramParameters p =
        with("adc.model", Converter.Model.IDEAL, "weights.mapping", Encoded.SLICED_OFFSET);
    ReramParameters unit = Change.in(p, "weights.reference", Reference.UNIT_COLUMN);
    for (ReramParameters q : List.of(p, unit)) {
      float[] exact = run(q, w, x);
      float[] ours = run(Change.in(q, "fidelity", Fidelity.STATISTICAL), w, x);
      for (int i = 0; i < exact.length; i++) {
        assertEquals(exact[i], ours[i], 1e-5 * Math.abs(exact[i]) + 1);
      }
    }
  }

  @Test
  void clippingIsCounted() {
    Random random = new Random(6);
    // Weights of one sign: half of 128 rows at up to 3 levels sum up to 96, in 31 codes.
    int[] codes = random.ints(128 * COLUMNS, 100, 128).toArray();
    float[] scales = new float[COLUMNS];
    WeightCodes w = new WeightCodes(128, COLUMNS, 8, codes, scales);
    ReramParameters narrow = with("adc.bits", 6, "fidelity", Fidelity.STATISTICAL);
    double share = DesignsTest.program(narrow, w).clippedShare();
    assertTrue(share > 0.9, "share " + share);
    ReramParameters wide = Change.in(narrow, "adc.range", AdcRange.FULL);
    assertTrue(DesignsTest.program(wide, w).clippedShare() < 1e-6);
  }

  @Test
  void itHoldsTheContractOfADevice() {
    // Roundings of small products are a large part of them.
    Options options = Options.standard().withDataDependent("dac drive").withTolerances(0.5, 0, 0.5);
    ReramParameters p = with("cell.readNoise", 0.01, "fidelity", Fidelity.STATISTICAL);
    assertEquals(List.of(), DeviceConformance.findings(Stock.device(p), options));
  }

  @Test
  void whatHasNoMomentsIsRefused() {
    ReramParameters p =
        with(
            "fidelity",
            Fidelity.STATISTICAL,
            "input.encoding",
            Encoding.SIGN_MAGNITUDE,
            "input.sliceBits",
            2);
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Stock.device(p));
    assertTrue(refusal.getMessage().contains("set fidelity to exact"), refusal.getMessage());
  }
}
