package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Tensor;
import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.ReramParameters.Encoded;
import org.bitline.device.reram.ReramParameters.Subtraction;
import org.bitline.device.reram.array.ArrayDesign.Sampling;
import org.bitline.device.reram.array.ConverterErrors.Calibration;
import org.bitline.device.reram.array.InputCoding.Encoding;
import org.bitline.device.reram.cell.Conduction;
import org.bitline.device.reram.wire.Wires.Topology;
import org.bitline.devicekit.DeviceConformance;
import org.bitline.devicekit.Options;
import org.junit.jupiter.api.Test;

/** Nonlinear cells, telegraph noise, noise behind wires, converters that differ. */
class ImperfectReadsTest {

  private static final Object[] MILO = {
    "cell.conduction",
    Conduction.Law.MILO,
    "cell.minConductance",
    50e-6,
    "cell.maxConductance",
    225e-6,
    "cell.readVoltage",
    0.3,
    "adc.bits",
    0,
    "input.encoding",
    Encoding.SIGN_MAGNITUDE
  };

  private static Block one(float... x) {
    Segments segments = new Segments(new long[] {4}, new int[] {1}, new int[] {1});
    return new Block(segments, x.length, 8, x);
  }

  /** A cell alone: its current by the polynomial itself, two cells against it. */
  @Test
  void nonlinearCellsHaveTheCurrentsOfTheirPolynomial() {
    Object[] plain = {
      "weights.mapping", Encoded.DIFFERENTIAL, "cell.bits", 0, "input.sliceBits", 0
    };
    ReramParameters p = Stock.with(plain);
    for (int i = 0; i < MILO.length; i += 2) {
      p = Change.in(p, (String) MILO[i], MILO[i + 1]);
    }
    // The largest weight is in the other column, so the scales are known: 1/127 and 2/127.
    Tensor w = new Tensor("w", 2, 1, new float[] {1, 0.5f});
    float[] y = Runs.run(p, w, one(1, 0.5f));
    double v = 0.3;
    double half = Math.rint(127 * 0.5) / 127;
    double expected = 0;
    double[][] rows = {{1, 1}, {half, half}};
    for (double[] row : rows) {
      double positive = 50e-6 + 175e-6 * row[1];
      expected += (current(positive, row[0] * v) - current(50e-6, row[0] * v)) / (v * 175e-6);
    }
    assertEquals(expected, y[0], 1e-6);
    float[] reversed = Runs.run(p, w, one(-1, -0.5f));
    assertEquals(-y[0], reversed[0], 1e-7);
  }

  private static double current(double g, double v) {
    double l = StrictMath.log10(g);
    double a = 1.388e-4 * l * l * l + 1.541e-3 * l * l + 5.711e-3 * l + 7.063e-3;
    double b = 8.871e-5 * l * l + 6.7919e-4 * l + 1.2968e-3;
    return g * v + a * v * v + b * v * v * v;
  }

  /** One-bit drives see cells at one voltage: a linear array of other conductances. */
  @Test
  void theErrorOfNonlinearCellsGrowsWithTheVoltage() {
    Tensor w = Runs.weights(1, 100, 20);
    Block x = Runs.inputs(2, 3, 100);
    double[] exact = Runs.exact(w, x);
    double low = Runs.error(exact, Runs.run(Change.in(milo(), "cell.readVoltage", 0.05), w, x));
    double high = Runs.error(exact, Runs.run(Change.in(milo(), "cell.readVoltage", 0.5), w, x));
    double none =
        Runs.error(
            exact, Runs.run(Change.in(milo(), "cell.conduction", Conduction.Law.OHMIC), w, x));
    assertTrue(none < low && low < high, none + " " + low + " " + high);
  }

  private static ReramParameters milo() {
    return Stock.with(MILO);
  }

  private static Object[] noisy(Object... more) {
    List<Object> all =
        new ArrayList<Object>(
            List.<Object>of(
                "adc.bits",
                0,
                "cell.bits",
                0,
                "cell.minConductance",
                0.0,
                "weights.mapping",
                Encoded.DIFFERENTIAL,
                "input.encoding",
                Encoding.SIGN_MAGNITUDE,
                "input.sliceBits",
                0));
    all.addAll(List.<Object>of(more));
    return all.toArray();
  }

  /** A cell with a trap is at one of two values, as often as the occupancy says. */
  @Test
  void telegraphNoiseHasTwoStatesAndNoGaussian() {
    ReramParameters p =
        Stock.with(noisy("cell.telegraph.amplitude", 0.2, "cell.telegraph.occupancy", 0.3));
    Resident resident = Runs.place(p, new Tensor("w", 1, 1, new float[] {1}), 1);
    int low = 0;
    int reads = 4000;
    for (int read = 0; read < reads; read++) {
      float y = Runs.run(resident, one(1), read)[0];
      boolean occupied = Math.abs(y - 0.8f) < 1e-6;
      assertTrue(occupied || Math.abs(y - 1) < 1e-6, "read " + y);
      low += occupied ? 1 : 0;
    }
    assertEquals(0.3, (double) low / reads, 5 * Math.sqrt(0.21 / reads));
  }

  @Test
  void telegraphNoiseOfAColumnHasTheMomentsOfItsCells() {
    ReramParameters p =
        Stock.with(
            noisy(
                "cell.telegraph.amplitude",
                0.3,
                "cell.telegraph.occupancy",
                0.25,
                "cell.telegraph.cells",
                0.4));
    int rows = 64;
    float[] ones = new float[rows];
    java.util.Arrays.fill(ones, 1);
    double mean = 0;
    double square = 0;
    int draws = 3000;
    for (int d = 0; d < draws; d++) {
      // Traps are drawn when arrays are made, states at every read.
      float y = Runs.run(Runs.place(p, new Tensor("w", rows, 1, ones), d), one(ones), d)[0];
      mean += y / draws;
      square += (double) y * y / draws;
    }
    double lost = 0.3 * 0.25 * 0.4;
    double variance = rows * 0.3 * 0.3 * 0.1 * 0.9;
    assertEquals(rows * (1 - lost), mean, 4.5 * Math.sqrt(variance / draws));
    assertEquals(variance, square - mean * mean, 5 * variance * Math.sqrt(2.0 / draws));
  }

  /** Behind wires the array is solved for the cells of every read: moments of many such reads. */
  @Test
  void readNoiseBehindWiresIsThatOfTheSolvedNetwork() {
    Object[] wired =
        noisy(
            "cell.readNoise",
            0.05,
            "cell.readSampling",
            Sampling.CELL,
            "wires.row",
            20.0,
            "wires.column",
            20.0);
    ReramParameters p = Stock.with(wired);
    Tensor w = Runs.weights(4, 12, 3);
    Block x = Runs.inputs(5, 1, 12);
    float[] still = Runs.run(Change.in(p, "cell.readNoise", 0.0), w, x);
    float[] ideal = Runs.run(Change.in(Change.in(p, "wires.row", 0.0), "wires.column", 0.0), w, x);
    Resident resident = Runs.place(p, w, 1);
    int draws = 2000;
    double[] mean = new double[3];
    double[] square = new double[3];
    for (int d = 0; d < draws; d++) {
      float[] y = Runs.run(resident, x, d);
      for (int c = 0; c < 3; c++) {
        mean[c] += y[c] / draws;
        square[c] += (double) y[c] * y[c] / draws;
      }
    }
    for (int c = 0; c < 3; c++) {
      double spread = Math.sqrt(square[c] - mean[c] * mean[c]);
      assertTrue(spread > 0);
      // The mean of cells cut at 0 is a little above the target; the rest is the wires'.
      assertEquals(
          still[c], mean[c], 6 * spread / Math.sqrt(draws) + 0.02 * Math.abs(still[c]) + 0.1);
      assertTrue(Math.abs(ideal[c] - still[c]) >= 0);
    }
  }

  @Test
  void aGainAndAnOffsetOfEveryConverterAreUndoneByCalibration() {
    Tensor w = Runs.weights(1, 150, 30);
    Block x = Runs.inputs(2, 3, 150);
    double[] exact = Runs.exact(w, x);
    // In two's complement a constant offset all but cancels: the sign step takes it back.
    ReramParameters good =
        Stock.with(
            "adc.bits", 12, "adc.range", AdcRange.FULL, "input.encoding", Encoding.SIGN_MAGNITUDE);
    ReramParameters bad =
        Change.in(Change.in(good, "adc.mismatch.gain", 0.03), "adc.mismatch.offset", 0.5);
    double none = Runs.error(exact, Runs.run(good, w, x));
    double wrong = Runs.error(exact, Runs.run(bad, w, x));
    ReramParameters onePoint = Change.in(bad, "adc.mismatch.calibration", Calibration.ONE_POINT);
    ReramParameters twoPoint = Change.in(bad, "adc.mismatch.calibration", Calibration.TWO_POINT);
    double one = Runs.error(exact, Runs.run(onePoint, w, x));
    double two = Runs.error(exact, Runs.run(twoPoint, w, x));
    double half =
        Runs.error(exact, Runs.run(Change.in(twoPoint, "adc.mismatch.residual", 0.5), w, x));
    assertTrue(none < 1.2 * two && two < 1.2 * none + 0.01, none + " and undone " + two);
    assertTrue(two < half && half < wrong && two < one && one < wrong);
    assertTrue(Crossbar.of(bad, Designs.of(bad, 8, 8), 8).isEmpty());
    // The same arrays have the same converters in every run; others have others.
    assertArrayEquals(Runs.run(bad, w, x), Runs.run(bad, w, x));
    float[] others = Runs.run(Runs.place(bad, w, 2), x, 1);
    assertFalse(java.util.Arrays.equals(Runs.run(bad, w, x), others));
  }

  @Test
  void calibrationIsCounted() {
    ReramParameters bad = Stock.with("adc.mismatch.gain", 0.03);
    Tensor w = Runs.weights(1, 128, 32);
    double before = adds(bad, w);
    double conversions = 8.0 * 32 * 4 * 5;
    assertEquals(
        before + conversions,
        adds(Change.in(bad, "adc.mismatch.calibration", Calibration.ONE_POINT), w));
    assertEquals(
        before + 9 * conversions,
        adds(Change.in(bad, "adc.mismatch.calibration", Calibration.TWO_POINT), w));
  }

  private static double adds(ReramParameters p, Tensor w) {
    Runs.Amounts amounts = new Runs.Amounts();
    Stock.device(p).account(Runs.matmul(w), org.bitline.api.device.Load.of(5), amounts);
    return amounts.sums.get("shift-add add");
  }

  @Test
  void everyKindHoldsTheContractOfADevice() {
    Options options =
        Options.standard()
            .withShapes(40, 12, 2, 8)
            .withDataDependent(
                "dac drive", "cell write", "cell read", "adc convert", "sample-hold sample")
            .withTolerances(0.5, 0.5, 0.5);
    for (ReramParameters p :
        List.of(
            milo(),
            Change.in(milo(), "cell.readNoise", 0.01),
            Stock.with("cell.telegraph.amplitude", 0.1, "adc.bits", 10),
            Stock.with(
                "adc.mismatch.gain",
                0.02,
                "adc.mismatch.offset",
                0.1,
                "adc.mismatch.calibration",
                Calibration.TWO_POINT,
                "weights.subtraction",
                Subtraction.DIGITAL,
                "adc.bits",
                10),
            Stock.with(
                "faults.stuckLow", 0.001, "faults.stuckHigh", 0.001, "array.spareColumns", 4),
            Stock.with("cell.programmingError", 0.02, "cell.writeVerify.tolerance", 0.01))) {
      ReramParameters small = Change.in(p, "array.rows", 32);
      assertEquals(
          List.of(), DeviceConformance.findings(Stock.device(small), options), p.toString());
    }
  }

  @Test
  void gatedArraysAreReadWithNoiseToo() {
    ReramParameters gated =
        Stock.with(
            "cell.readNoise",
            0.02,
            "cell.readSampling",
            Sampling.CELL,
            "adc.bits",
            0,
            "wires.topology",
            Topology.SEPARATE_SOURCE,
            "wires.row",
            2.0,
            "wires.column",
            2.0);
    Tensor w = Runs.weights(4, 10, 3);
    Block x = Runs.inputs(5, 1, 10);
    Resident resident = Runs.place(gated, w, 1);
    float[] first = Runs.run(resident, x, 1);
    assertArrayEquals(first, Runs.run(resident, x, 1));
    assertFalse(java.util.Arrays.equals(first, Runs.run(resident, x, 2)));
    double[] exact = Runs.exact(w, x);
    assertTrue(Runs.error(exact, first) < 0.3);
  }
}
