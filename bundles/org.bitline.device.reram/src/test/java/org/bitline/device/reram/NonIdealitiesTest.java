package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bitline.api.device.NonIdeality;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Tensor;
import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.ReramParameters.Encoded;
import org.bitline.device.reram.array.ArrayDesign.Sampling;
import org.bitline.device.reram.array.ConverterErrors.Calibration;
import org.bitline.device.reram.array.InputCoding.Encoding;
import org.bitline.device.reram.cell.Conduction;
import org.junit.jupiter.api.Test;

class NonIdealitiesTest {

  private static final Tensor W = Runs.weights(1, 100, 12);
  private static final Block X = Runs.inputs(2, 3, 100);

  private static List<String> names(ReramParameters p) {
    return NonIdealities.of(p).stream().map(NonIdeality::name).toList();
  }

  /** Every imperfection in some device; no device has all. */
  private static List<ReramParameters> devices() {
    ReramParameters many =
        Stock.with(
            "cell.programmingError",
            0.02,
            "faults.stuckLow",
            0.01,
            "cell.readNoise",
            0.02,
            "cell.readSampling",
            Sampling.CELL,
            "cell.telegraph.amplitude",
            0.1,
            "adc.mismatch.gain",
            0.02,
            "adc.mismatch.calibration",
            Calibration.ONE_POINT);
    ReramParameters unsliced =
        Stock.with("weights.mapping", Encoded.DIFFERENTIAL, "cell.bits", 4, "weights.bits", 5);
    ReramParameters drifting =
        Stock.with(
            "cell.programmingModel",
            ErrorModel.PCM_LIKE,
            "cell.programmingError",
            1.0,
            "cell.maxConductance",
            25e-6,
            "cell.age",
            86400.0,
            "cell.compensation",
            Cell.Compensation.GLOBAL);
    ReramParameters curved =
        Stock.with(
            "cell.conduction",
            Conduction.Law.MILO,
            "cell.minConductance",
            50e-6,
            "cell.maxConductance",
            225e-6,
            "input.encoding",
            Encoding.SIGN_MAGNITUDE,
            "input.sliceBits",
            3);
    return List.of(
        Stock.parameters(),
        many,
        unsliced,
        drifting,
        curved,
        Stock.with("wires.row", 5.0, "wires.column", 5.0),
        Stock.with("weights.slices", 4),
        Stock.with("weights.mapping", Encoded.SLICED_OFFSET, "cell.bits", 3),
        Stock.with(
            "adc.range",
            AdcRange.CALIBRATED,
            "adc.limits",
            List.of(-9.0, 9.0, -9.0, 9.0, -9.0, 9.0, -9.0, 9.0)),
        Stock.with("adc.range", AdcRange.SYNTHETIC));
  }

  @Test
  void aDeviceNamesWhatItHasInTheOrderOfTheSignal() {
    assertEquals(
        List.of("input rounding", "weight rounding", "programming error", "converter"),
        names(Stock.parameters()));
    assertEquals(
        List.of(
            "input rounding",
            "weight rounding",
            "programming error",
            "stuck-at faults",
            "read noise",
            "telegraph noise",
            "converter gain and offset",
            "converter"),
        names(devices().get(1)));
    assertTrue(names(devices().get(3)).contains("drift"));
    assertTrue(names(devices().get(4)).contains("I-V nonlinearity"));
    assertTrue(names(devices().get(5)).contains("wires"));
  }

  /** Each alone can be taken away, and again; the device is one that can be made. */
  @Test
  void eachIsTakenAwayAlone() {
    for (ReramParameters p : devices()) {
      for (NonIdeality<ReramParameters> n : NonIdealities.of(p)) {
        ReramParameters without = n.without().apply(p);
        Stock.device(without);
        assertEquals(without, n.without().apply(without), n.name());
        assertTrue(!names(without).contains(n.name()), n.name() + " of " + p);
        for (String other : names(without)) {
          assertTrue(names(p).contains(other), other + " came with " + n.name());
        }
      }
    }
  }

  @Test
  void allTakenAwayLeaveTheProductOfFineOperands() {
    double[] exact = Runs.exact(W, X);
    for (ReramParameters p : devices()) {
      ReramParameters ideal = p;
      for (NonIdeality<ReramParameters> n : NonIdealities.of(p)) {
        ideal = n.without().apply(ideal);
      }
      assertEquals(List.of(), names(ideal));
      double error = Runs.error(exact, Runs.run(ideal, W, X));
      assertTrue(error < 2e-4, error + " of " + ideal);
    }
  }

  /** Rounding of weights and inputs leaves about what 16 bits leave. */
  @Test
  void roundingIsTakenAwayWithoutMovingTheConverter() {
    ReramParameters unsliced =
        Stock.with("weights.mapping", Encoded.DIFFERENTIAL, "cell.bits", 4, "weights.bits", 5);
    NonIdeality<ReramParameters> weights =
        NonIdealities.of(unsliced).stream()
            .filter(n -> n.name().equals("weight rounding"))
            .findFirst()
            .orElseThrow();
    ReramParameters fine = weights.without().apply(unsliced);
    assertEquals(AdcRange.CALIBRATED, fine.adc().range());
    double step = 499.5 / 500 / 15;
    assertEquals(List.of(-127 * step, 127 * step), fine.adc().limits());
  }
}
