package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Tensors;
import org.bitline.device.reram.EnergyParameters.Mode;
import org.bitline.device.reram.PeripheryParameters.Drive;
import org.bitline.device.reram.ReramParameters.Encoded;
import org.bitline.device.reram.array.Converter;
import org.bitline.device.reram.array.InputCoding.Encoding;
import org.bitline.devicekit.DeviceConformance;
import org.bitline.devicekit.Options;
import org.bitline.numerics.KeyedStream;
import org.junit.jupiter.api.Test;

/** Energy of cells, time, writes and closure of the device. */
class CostSideTest {

  private static final double G_MAX = 500e-6;
  private static final double G_MIN = 0.5e-6;

  private static final class Amounts implements Ledger {
    final TreeMap<String, Double> sums = new TreeMap<>();
    final TreeMap<String, Double> alternatives = new TreeMap<>();

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

    @Override
    public void alternative(String reckoning, String component, String action, double amount) {
      alternatives.merge(reckoning + " " + component + " " + action, amount, Double::sum);
    }
  }

  private static StaticMatmul matmul(int inputs, int outputs) {
    return new StaticMatmul(
        "m",
        1,
        "x",
        new Weight("w", inputs, outputs, Optional.empty()),
        Optional.empty(),
        Range.all(inputs),
        Range.all(outputs),
        Optional.empty());
  }

  /** Integers that are their own codes: every column and row has a 127. */
  private static float[] codes(int rows, int columns, Random random) {
    float[] codes = new float[rows * columns];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = random.nextInt(255) - 127;
    }
    for (int c = 0; c < columns; c++) {
      codes[c] = 127;
    }
    for (int r = 0; r < rows; r++) {
      codes[r * columns] = 127;
    }
    return codes;
  }

  private static Amounts run(ReramDevice device, int k, int n, float[] w, float[] x) {
    Tensors tensors =
        new Tensors() {
          @Override
          public boolean present() {
            return true;
          }

          @Override
          public Tensor get(String identity) {
            return new Tensor("w", k, n, w);
          }
        };
    int tokens = x.length / k;
    Segments segments = new Segments(new long[] {1}, new int[] {tokens}, new int[] {tokens});
    Amounts amounts = new Amounts();
    device
        .place(matmul(k, n), tensors, KeyedStream.of(1))
        .run(List.of(new Block(segments, k, 8, x)), Selection.all(), KeyedStream.of(1), amounts);
    return amounts;
  }

  /** Conductances of the digits of a weight, cell by cell, against sums of rows. */
  @Test
  void exactIsTheSumOverDrivenCells() {
    Random random = new Random(5);
    int k = 150;
    int n = 40;
    float[] w = codes(k, n, random);
    float[] x = codes(3, k, random);
    for (boolean pair : new boolean[] {true, false}) {
      double expected = 0;
      for (int v = 0; v < 3; v++) {
        for (int r = 0; r < k; r++) {
          int driven = Integer.bitCount((int) x[v * k + r] & 0xff);
          for (int c = 0; c < n; c++) {
            int code = (int) w[r * n + c];
            int digits = pair ? Math.abs(code) : code + 128;
            for (int slice = 0; slice < 4; slice++) {
              double level = (digits >> 2 * slice & 3) / 3.0;
              expected += driven * (G_MIN + level * (G_MAX - G_MIN) + (pair ? G_MIN : 0));
            }
          }
        }
      }
      Encoded mapping = pair ? Encoded.SLICED_DIFFERENTIAL : Encoded.SLICED_OFFSET;
      ReramParameters p = Stock.with("weights.mapping", mapping, "energy.mode", Mode.EXACT);
      Amounts amounts = run(Stock.conducting(p), k, n, w, x);
      assertEquals(expected, amounts.sums.get("cell conduct"), 1e-9 * expected);
      assertEquals(expected, amounts.alternatives.get("exact cell conduct"), 1e-9 * expected);
    }
  }

  @Test
  void averagedIsMeanDriveTimesMeanConductanceAndFixedIsAssumed() {
    Random random = new Random(6);
    int k = 130;
    int n = 20;
    float[] w = codes(k, n, random);
    float[] x = codes(4, k, random);
    double driven = 0;
    for (float code : x) {
      driven += Integer.bitCount((int) code & 0xff);
    }
    double siemens = 0;
    for (float code : w) {
      for (int slice = 0; slice < 4; slice++) {
        double level = ((int) Math.abs(code) >> 2 * slice & 3) / 3.0;
        siemens += 2 * G_MIN + level * (G_MAX - G_MIN);
      }
    }
    ReramParameters p = Stock.with("energy.mode", Mode.AVERAGED, "energy.inputDensity", 0.25);
    Amounts amounts = run(Stock.conducting(p), k, n, w, x);
    double averaged = driven * siemens / k;
    assertEquals(averaged, amounts.sums.get("cell conduct"), 1e-9 * averaged);
    double fixed = 0.25 * 4 * k * 8 * (2 * n * 4) * (G_MIN + (G_MAX - G_MIN) / 2);
    assertEquals(fixed, amounts.alternatives.get("fixed cell conduct"), 1e-9 * fixed);
    assertEquals(driven * 2, amounts.sums.get("dac drive"), 1e-6);
  }

  @Test
  void fixedDrivesAreAssumedTooWhereCellsArePricedByConductance() {
    ReramParameters p = Stock.with("energy.inputDensity", 0.25);
    float[] w = codes(128, 8, new Random(1));
    Amounts amounts = run(Stock.conducting(p), 128, 8, w, codes(2, 128, new Random(2)));
    assertEquals(0.25 * 2 * 128 * 8 * 2, amounts.sums.get("dac drive"), 1e-9);
    Amounts reads = run(Stock.device(p), 128, 8, w, codes(2, 128, new Random(2)));
    assertTrue(reads.alternatives.isEmpty());
    assertEquals(2.0 * 8 * 2, reads.sums.get("cell read"));
  }

  @Test
  void aResistanceInSeriesCountsCellByCell() {
    float[] w = new float[128];
    java.util.Arrays.fill(w, 127);
    float[] x = new float[128];
    java.util.Arrays.fill(x, 127);
    ReramParameters p = Stock.with("energy.mode", Mode.EXACT, "energy.accessResistance", 1000.0);
    double exact = run(Stock.conducting(p), 128, 1, w, x).sums.get("cell conduct");
    // Digits of 127: 3, 3, 3, 1.
    double g = G_MIN + (G_MAX - G_MIN) / 3;
    double positive = 3 * (G_MAX / (1 + G_MAX * 1000)) + g / (1 + g * 1000);
    double negative = 4 * (G_MIN / (1 + G_MIN * 1000));
    assertEquals(7 * 128 * (positive + negative), exact, 1e-9 * exact);
  }

  @Test
  void theContractHoldsInEveryReckoning() {
    Options options =
        Options.standard()
            .withDataDependent("dac drive", "cell conduct")
            .withTolerances(0.15, 0, 0.15);
    for (Mode mode : Mode.values()) {
      DeviceConformance.check(Stock.conducting(Stock.with("energy.mode", mode)), options);
    }
  }

  @Test
  void rowsDrivenInGroupsAreConvertedApartAndTakeTurns() {
    ReramParameters p = Stock.with("adc.model", Converter.Model.IDEAL, "periphery.rowsAtOnce", 16);
    ReramDevice grouped = Stock.device(p);
    float[] w = codes(100, 12, new Random(3));
    float[] x = codes(2, 100, new Random(4));
    Amounts amounts = run(grouped, 100, 12, w, x);
    // 7 groups of at most 16 rows, 8 planes, 4 slices.
    assertEquals(2.0 * 7 * 8 * 4 * 12, amounts.sums.get("adc convert"));
    ReramDevice whole = Stock.device(Stock.with("adc.model", Converter.Model.IDEAL));
    assertEquals(2.0 * 8 * 4 * 12, run(whole, 100, 12, w, x).sums.get("adc convert"));
    Timing slow = grouped.timing(matmul(100, 12), Load.of(1));
    Timing fast = whole.timing(matmul(100, 12), Load.of(1));
    assertEquals(7 * fast.intervalSeconds(), slow.intervalSeconds(), 1e-15);
  }

  @Test
  void withoutHoldingRowsAreDrivenForEveryColumnOfAConverter() {
    ReramParameters p = Stock.with("periphery.columnsPerAdc", 8, "periphery.held", false);
    ReramDevice device = Stock.device(p);
    Timing timing = device.timing(matmul(128, 32), Load.of(1));
    assertEquals(8 * 8 * 100e-9, timing.intervalSeconds(), 1e-15);
    Amounts amounts = new Amounts();
    device.account(matmul(128, 32), Load.of(1), amounts);
    assertEquals(0.5 * 128 * 8 * 2 * 8, amounts.sums.get("dac drive"));
    assertEquals(16.0, device.provision(Footprint.of("arrays", 1)).get("adc") / 96);
  }

  /** Published step times of a 48-core chip: 1.47 us at 1 bit in and 3 out, 3.99 us at 4 and 6. */
  @Test
  void pulsesConversionsAndPausesAddUp() {
    Object[] chip = {
      "input.encoding",
      Encoding.SIGN_MAGNITUDE,
      "periphery.columnsPerAdc",
      1,
      "periphery.overlap",
      false,
      "periphery.drive",
      Drive.PULSES,
      "periphery.bitTime",
      0.3e-6,
      "periphery.pause",
      0.3e-6,
      "periphery.residual",
      true,
      "input.sliceBits",
      3,
      "array.readCycle",
      0.27e-6
    };
    double[][] points = {{2, 3, 1.47e-6}, {4, 6, 3.99e-6}, {6, 8, 7.2e-6}};
    for (double[] point : points) {
      ReramParameters p = Stock.with(chip);
      p = Change.in(p, "input.bits", (int) point[0]);
      p = Change.in(p, "adc.bits", (int) point[1]);
      Timing timing = Stock.device(p).timing(matmul(128, 32), Load.of(1));
      assertEquals(point[2], timing.intervalSeconds(), 1e-12);
    }
  }

  @Test
  void theResourceThatIsHeldLongestSetsTheIntervalAndIsNamed() {
    String[][] limits = {
      {"periphery.busBandwidth", "bus"},
      {"periphery.bufferBandwidth", "buffer"},
      {"periphery.routerBandwidth", "router"},
      {"periphery.shiftAddRate", "shift-add"}
    };
    for (String[] limit : limits) {
      ReramDevice device = Stock.device(Stock.with(limit[0], 1e8));
      Timing timing = device.timing(matmul(128, 32), Load.of(10));
      assertEquals(limit[1], timing.critical());
      double amount =
          switch (limit[1]) {
            case "bus" -> 128 * 8;
            case "buffer" -> 128 * 8 + 32 * 16;
            case "router" -> 32 * 16;
            default -> 4 * 32 * 8;
          };
      assertEquals(amount / 1e8, timing.intervalSeconds(), 1e-12);
      assertEquals(
          9 * timing.intervalSeconds(),
          timing.latencySeconds() - timing.firstResultSeconds(),
          1e-12);
    }
    assertEquals("array read cycle", stock().timing(matmul(128, 32), Load.of(10)).critical());
    assertEquals(
        "adc",
        Stock.device(Stock.with("adc.rate", 1e9)).timing(matmul(128, 32), Load.of(1)).critical());
  }

  private static ReramDevice stock() {
    return Stock.device(Stock.with());
  }

  @Test
  void fewerCellsAtOnceMakeProgrammingLonger() {
    double whole = stock().loading(matmul(128, 32), new Amounts());
    assertEquals(128 * 85.7e-9, whole, 1e-15);
    ReramParameters p = Stock.with("write.columnsAtOnce", 32, "write.pulses", 3);
    double parts = Stock.device(p).loading(matmul(128, 32), new Amounts());
    assertEquals(128 * 4 * 3 * 85.7e-9, parts, 1e-12);
  }

  /** A verified pulse is read with what a cell is assumed to conduct, where that is the price. */
  @Test
  void verifyingIsCountedInTheUnitOfTheCellsPrice() {
    ReramParameters p = Stock.with("cell.programmingError", 0.01);
    p = Change.in(p, "cell.writeVerify.tolerance", 0.01);
    Amounts amounts = new Amounts();
    Stock.conducting(p).loading(matmul(128, 32), amounts);
    double pulses = amounts.sums.get("cell write");
    assertTrue(pulses > 1.2 * 128 * 32 * 8, "each cell takes more than one pulse: " + pulses);
    double siemens = G_MIN + (G_MAX - G_MIN) / 2;
    assertEquals(pulses * siemens, amounts.sums.get("cell conduct"), 1e-9 * pulses * siemens);
  }

  @Test
  void aDynamicOperandIsWrittenOncePerInferenceAndWearsItsCells() {
    DynamicMatmul scores =
        new DynamicMatmul("s", 1, DynamicKind.SCORES, "q", "k", 12, 64, 0.125f, Optional.empty());
    Amounts amounts = new Amounts();
    stock().account(scores, Load.of(128), amounts);
    assertEquals(2.0 * 12 * 64 * 128 * 4, amounts.sums.get("cell write"));
    assertEquals(1, amounts.sums.get("cell most write"));
  }

  @Test
  void levelsSumToTheirParts() {
    ReramDevice device = stock();
    Hierarchy hierarchy = new Hierarchy(Stock.with(), device.costs().components().keySet());
    hierarchy.close(device.costs());
    // Prices of one each: 128 + 128 + 1 + 1 + 0.5 an array.
    assertEquals(258.5, hierarchy.areaSquareMetres(Hierarchy.Level.ARRAY, device.costs()));
    assertEquals(8 * 258.5 + 2, hierarchy.areaSquareMetres(Hierarchy.Level.IMA, device.costs()));
    assertEquals(
        12 * (8 * 258.5 + 2) + 7.25,
        hierarchy.areaSquareMetres(Hierarchy.Level.TILE, device.costs()));
  }

  @Test
  void whatCannotBeIsRefusedWithASentence() {
    assertEquals(
        "periphery.rowsAtOnce is 48 and array.rows 128; groups of rows are equal, so the rows at"
            + " once must divide the rows",
        refusal(Stock.with("periphery.rowsAtOnce", 48)));
    assertEquals(
        "periphery.rowsAtOnce and wires with resistance together have no model here; drive all rows"
            + " at once or leave the wires out",
        refusal(Stock.with("periphery.rowsAtOnce", 16, "wires.row", 1.0)));
    assertEquals(
        "periphery.bitTime is the time of a bit, and adc.model is ideal; name a model of the converter,"
            + " or leave bitTime out",
        refusal(Stock.with("periphery.bitTime", 1e-9, "adc.model", Converter.Model.IDEAL)));
    assertEquals(
        "energy.mode is exact, and the component test/cell has no price of the action conduct"
            + " (joules per siemens and pulse); name another cell, or set energy.mode to fixed",
        refusal(Stock.with("energy.mode", Mode.EXACT)));
  }

  private static String refusal(ReramParameters p) {
    return assertThrows(IllegalArgumentException.class, () -> Stock.device(p)).getMessage();
  }
}
