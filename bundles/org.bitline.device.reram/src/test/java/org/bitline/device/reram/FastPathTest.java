package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.ReramParameters.Conversion;
import org.bitline.device.reram.ReramParameters.Encoded;
import org.bitline.device.reram.ReramParameters.Fidelity;
import org.bitline.device.reram.ReramParameters.Subtraction;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.Converter;
import org.bitline.device.reram.array.InputCoding.Encoding;
import org.bitline.device.reram.array.Offset.Reference;
import org.bitline.device.reram.array.Tiling.Partition;
import org.bitline.device.reram.cell.Conduction;
import org.bitline.device.reram.wire.Wires;
import org.bitline.device.reram.wire.Wires.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The crossbar kernels compute what the exact model says: same draws, codes but for the grid. */
class FastPathTest {

  private static final Object[] NONE = {};
  private static final Object[] SIGNED = {"input.encoding", Encoding.SIGN_MAGNITUDE};
  private static final Object[] UNSIGNED = {
    "input.encoding", Encoding.SIGN_MAGNITUDE, "input.signed", false
  };
  private static final Object[] DIGITAL = {"weights.subtraction", Subtraction.DIGITAL};
  private static final Object[] SINGLE = {
    "weights.subtraction",
    Subtraction.DIGITAL,
    "cell.minConductance",
    0.0,
    "adc.model",
    Converter.Model.UNIFORM
  };
  private static final Object[] OFFSET = {"weights.mapping", Encoded.SLICED_OFFSET};
  private static final Object[] UNIT = {
    "weights.mapping", Encoded.SLICED_OFFSET, "weights.reference", Reference.UNIT_COLUMN
  };
  private static final Object[] UNSLICED = {
    "weights.mapping", Encoded.OFFSET, "cell.bits", 4, "adc.range", AdcRange.FULL
  };
  private static final Object[] UNIFORM = {
    "adc.model", Converter.Model.UNIFORM, "adc.range", AdcRange.FULL
  };
  private static final Object[] CALIBRATED = {
    "adc.range", AdcRange.CALIBRATED, "adc.limits", List.of(-20.3, 31.7)
  };
  private static final Object[] NOISE = {"cell.readNoise", 0.03};
  private static final Object[] PROPORTIONAL = {
    "cell.readNoise", 0.1, "cell.readModel", ErrorModel.NORMAL_PROPORTIONAL
  };
  private static final Object[] WIRES = {"wires.row", 2.0, "wires.column", 2.0};
  private static final Object[] OPEN = {"adc.model", Converter.Model.IDEAL};
  private static final Object[] MILO = {
    "cell.conduction",
    Conduction.Law.MILO,
    "cell.minConductance",
    50e-6,
    "cell.maxConductance",
    150e-6,
    "cell.readVoltage",
    0.3
  };
  private static final Object[] VERIFIED = {
    "cell.programmingError", 0.05, "cell.writeVerify.tolerance", 0.03
  };
  private static final Object[] STUCK = {"faults.stuckLow", 0.01, "faults.stuckHigh", 0.01};
  private static final Object[] SPARES = {"array.spareColumns", 5};
  private static final Object[] AGED = {
    "cell.maxConductance",
    25e-6,
    "cell.minConductance",
    0.1e-6,
    "cell.programmingModel",
    ErrorModel.PCM_LIKE,
    "cell.programmingError",
    1.0,
    "cell.age",
    3600.0
  };

  private static ReramParameters with(Object[]... changes) {
    Stream<Object> frozen = Stream.of("cell.programmingError", 0.02);
    return Stock.with(
        Stream.concat(frozen, Stream.of(changes).flatMap(Stream::of)).toArray(Object[]::new));
  }

  static List<ReramParameters> designs() {
    return List.of(
        with(NONE),
        with(OPEN),
        with(WIRES),
        with(SIGNED),
        with(UNSIGNED),
        with(DIGITAL),
        with(DIGITAL, SIGNED),
        with(OFFSET),
        with(OFFSET, SIGNED),
        with(UNIT),
        with(UNIT, UNIFORM),
        with(UNSLICED),
        with(UNIFORM),
        with(UNIFORM, DIGITAL, SIGNED),
        with(CALIBRATED),
        with(CALIBRATED, SIGNED),
        with(OPEN, OFFSET),
        with(OPEN, UNIT, SIGNED),
        with(OPEN, DIGITAL),
        with(NOISE),
        with(NOISE, SIGNED),
        with(NOISE, UNSIGNED),
        with(NOISE, DIGITAL),
        with(NOISE, UNIT),
        with(PROPORTIONAL),
        with(PROPORTIONAL, OFFSET, SIGNED),
        with(PROPORTIONAL, UNIFORM),
        with(VERIFIED),
        with(STUCK, SPARES),
        with(STUCK, SPARES, UNIT),
        with(STUCK, WIRES, DIGITAL),
        with(VERIFIED, STUCK, NOISE, SIGNED),
        with(AGED));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void itComputesWhatTheExactModelSays(ReramParameters p) {
    Random random = new Random(3);
    WeightCodes w = DesignsTest.weights(random, 300, 150, 8);
    InputCodes x = DesignsTest.inputs(random, 6, 300);
    if (!p.input().signed()) {
      int[] codes = random.ints(6 * 300, 0, 256).toArray();
      x = new InputCodes(8, 255, 300, codes, x.scales(), x.rows());
    }
    Programmed fast = DesignsTest.program(p, w);
    assertTrue(fast instanceof Product);
    float[] y = DesignsTest.run(fast, x, 150, 1);
    float[] expected = DesignsTest.run(DesignsTest.exact(p, w), x, 150, 1);
    double largest = 0;
    for (float value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    int same = 0;
    double square = 0;
    for (int i = 0; i < y.length; i++) {
      double off = Math.abs(expected[i] - y[i]) / largest;
      square += off * off / y.length;
      same += off < 1e-4 ? 1 : 0;
      assertTrue(off < 0.2, off + " at " + i + ", " + expected[i] + ", not " + y[i]);
    }
    // 96 to 192 conversions a result, of which the grid moves 0.02 to 0.1 % by one code: cells on
    // it
    // are off by up to 2^-13 LSB, and equal ones of single arrays all in the same direction.
    assertTrue(same > 0.75 * y.length, same + " of " + y.length);
    assertTrue(Math.sqrt(square) < 0.005, "rms " + Math.sqrt(square));
  }

  /** What the kernels do not compute, each with what they do. */
  static List<ReramParameters> others() {
    return List.of(
        with(new Object[] {"adc.mismatch.gain", 0.01}),
        with(OPEN, new Object[] {"adc.mismatch.offset", 0.5}),
        with(new Object[] {"cell.telegraph.amplitude", 0.1}),
        with(MILO),
        with(OPEN, MILO),
        with(new Object[] {"weights.scale", ReramParameters.Scale.ARRAY}),
        with(new Object[] {"periphery.rowsAtOnce", 16}),
        with(new Object[] {"adc.range", AdcRange.SYNTHETIC}),
        with(new Object[] {"adc.range", AdcRange.FROM_DATA}),
        with(NOISE, WIRES),
        with(NOISE, OPEN),
        with(NOISE, new Object[] {"cell.readSampling", ArrayDesign.Sampling.CELL}),
        with(WIRES, new Object[] {"weights.interleaved", true}),
        with(WIRES, new Object[] {"wires.idleRows", Wires.IdleRows.OPEN}),
        with(WIRES, new Object[] {"wires.topology", Topology.SEPARATE_SOURCE}),
        with(SIGNED, new Object[] {"input.sliceBits", 2}),
        with(SIGNED, new Object[] {"adc.conversion", Conversion.ACCUMULATED}),
        with(new Object[] {"array.partition", Partition.EQUAL}),
        with(new Object[] {"compatibility", ReramParameters.CROSSSIM}));
  }

  @ParameterizedTest
  @MethodSource("others")
  void whatItDoesNotComputeIsLeftToTheExactModel(ReramParameters p) {
    WeightCodes w = DesignsTest.weights(new Random(4), 12, 5, 8);
    assertTrue(DesignsTest.program(p, w) instanceof ExactProduct);
    if (!p.compatibility().equals(ReramParameters.CROSSSIM)) {
      ReramParameters statistical = Change.in(p, "fidelity", Fidelity.STATISTICAL);
      boolean refused = Crossbar.of(p, Designs.of(p, 8, 8), 8).isEmpty();
      // The moments of noise without converter are known, though kernels disturb conversions alone.
      assertEquals(refused, p.adc().resolution() > 0 || p.cell().readNoise() == 0);
      if (refused) {
        assertThrows(IllegalArgumentException.class, () -> Stock.device(statistical));
      }
    }
  }

  @Test
  void whatCannotBeClippedOrRoundedIsOneProduct() {
    Random random = new Random(5);
    WeightCodes w = DesignsTest.weights(random, 1500, 20, 8);
    InputCodes x = DesignsTest.inputs(random, 4, 1500);
    for (Object[] mapping : List.of(NONE, SIGNED, SINGLE)) {
      ReramParameters p =
          Change.in(Change.in(with(mapping), "cell.programmingError", 0.0), "adc.bits", 10);
      Programmed product = DesignsTest.program(p, w);
      assertTrue(((Product) product).collapsed());
      assertEquals(List.of(HowComputed.ALL_COLLAPSED), product.notes());
      float[] y = DesignsTest.run(product, x, 20, 1);
      for (int i = 0; i < y.length; i++) {
        long sum = 0;
        for (int r = 0; r < 1500; r++) {
          sum += (long) x.codes()[i / 20 * 1500 + r] * w.codes()[r * 20 + i % 20];
        }
        assertEquals((float) sum, y[i]);
      }
      ReramParameters narrow = Change.in(p, "adc.bits", 5);
      assertTrue(!((Product) DesignsTest.program(narrow, w)).collapsed());
    }
  }

  @Test
  void aProductSaysHowItIsComputed() {
    WeightCodes w = DesignsTest.weights(new Random(8), 12, 5, 8);
    assertEquals(List.of(), DesignsTest.program(with(NONE), w).notes());
    assertEquals(
        List.of("wires: effective matrix, found at programming (exact)"),
        DesignsTest.program(with(WIRES), w).notes());
    assertEquals(
        List.of(
            "wires: effective matrix, found at programming (exact)",
            "read noise with wires: means and variances of columns to first order in the noise"),
        DesignsTest.program(with(NOISE, WIRES), w).notes());
    assertEquals(
        List.of(
            "wires: the network, solved for every input (currents at every node add up to 1e-10)"),
        DesignsTest.program(with(WIRES, new Object[] {"wires.idleRows", Wires.IdleRows.OPEN}), w)
            .notes());
    assertEquals(
        List.of(HowComputed.STATISTICAL),
        DesignsTest.program(with(NOISE, new Object[] {"fidelity", Fidelity.STATISTICAL}), w)
            .notes());
  }

  /** Tiles of columns are worked on in parallel where the caller's pool has idle threads. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void anyNumberOfThreadsGivesTheSameBits(int threads) throws Exception {
    WeightCodes w = DesignsTest.weights(new Random(6), 300, 150, 8);
    InputCodes x = DesignsTest.inputs(new Random(7), 6, 300);
    for (ReramParameters p : List.of(with(NONE), with(NOISE), with(NOISE, UNIT), with(WIRES))) {
      Programmed product = DesignsTest.program(p, w);
      float[] alone = DesignsTest.run(product, x, 150, 1);
      ForkJoinPool pool = new ForkJoinPool(threads);
      float[] together = pool.submit(() -> DesignsTest.run(product, x, 150, 1)).get();
      pool.shutdown();
      assertArrayEquals(alone, together);
    }
  }
}
