package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Segments;
import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.ReramParameters.Conversion;
import org.bitline.device.reram.ReramParameters.Encoded;
import org.bitline.device.reram.ReramParameters.Subtraction;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.ArrayDesign.Sampling;
import org.bitline.device.reram.array.Converter;
import org.bitline.device.reram.array.Differential.Sides;
import org.bitline.device.reram.array.InputCoding.Encoding;
import org.bitline.device.reram.array.Offset.Reference;
import org.bitline.device.reram.array.Tiling.Partition;
import org.bitline.device.reram.wire.Wires;
import org.bitline.device.reram.wire.Wires.Topology;
import org.bitline.devicekit.DeviceConformance;
import org.bitline.devicekit.Options;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.ScalarCrossbar;
import org.bitline.numerics.ScalarKernels;
import org.junit.jupiter.api.Test;

/** Devices of every kind of array. */
class DesignsTest {

  private static final Encoding SIGNED = Encoding.SIGN_MAGNITUDE;

  /** Without a converter and with enough levels, every mapping gives the product of the codes. */
  private static List<ReramParameters> ideal() {
    return List.of(
        Stock.with("adc.model", Converter.Model.IDEAL, "input.encoding", SIGNED),
        Stock.with(
            "adc.model", Converter.Model.IDEAL, "input.encoding", SIGNED, "input.sliceBits", 3),
        Stock.with("adc.model", Converter.Model.IDEAL, "weights.subtraction", Subtraction.DIGITAL),
        Stock.with("adc.model", Converter.Model.IDEAL, "weights.mapping", Encoded.SLICED_OFFSET),
        Stock.with(
            "adc.model",
            Converter.Model.IDEAL,
            "weights.mapping",
            Encoded.SLICED_OFFSET,
            "cell.bits",
            3),
        Stock.with(
            "adc.bits",
            0,
            "weights.mapping",
            Encoded.SLICED_OFFSET,
            "weights.reference",
            Reference.UNIT_COLUMN),
        Stock.with(
            "adc.model", Converter.Model.IDEAL, "cell.bits", 0, "weights.mapping", Encoded.OFFSET),
        Stock.with(
            "adc.model",
            Converter.Model.IDEAL,
            "cell.bits",
            0,
            "weights.mapping",
            Encoded.DIFFERENTIAL),
        Stock.with(
            "adc.bits",
            0,
            "cell.bits",
            0,
            "weights.mapping",
            Encoded.DIFFERENTIAL,
            "weights.sides",
            Sides.TWO_SIDED),
        Stock.with(
            "adc.bits",
            0,
            "cell.bits",
            8,
            "weights.mapping",
            Encoded.OFFSET,
            "weights.reference",
            Reference.UNIT_COLUMN,
            "weights.bits",
            8),
        Stock.with(
            "adc.model",
            Converter.Model.IDEAL,
            "weights.slices",
            4,
            "array.partition",
            Partition.EQUAL));
  }

  static WeightCodes weights(Random random, int rows, int columns, int bits) {
    int largest = (1 << (bits - 1)) - 1;
    int[] codes = random.ints(rows * columns, -largest, largest + 1).toArray();
    float[] scales = new float[columns];
    java.util.Arrays.fill(scales, 1);
    return new WeightCodes(rows, columns, bits, codes, scales);
  }

  static InputCodes inputs(Random random, int vectors, int size) {
    int[] codes = random.ints(vectors * size, -127, 128).toArray();
    float[] scales = new float[vectors];
    java.util.Arrays.fill(scales, 1);
    int[] rows = java.util.stream.IntStream.range(0, vectors).toArray();
    return new InputCodes(8, 127, size, codes, scales, rows);
  }

  static float[] run(Programmed product, InputCodes x, int columns, long seed) {
    int vectors = x.rows().length;
    Segments segments = new Segments(new long[] {0}, new int[] {vectors}, new int[] {vectors});
    Block y = Block.zeros(segments, columns, 32);
    IntFunction<RandomStream> noise = row -> KeyedStream.of(seed).at(row);
    product.run(x, 1f, y, 0, noise);
    return y.data();
  }

  static Programmed program(ReramParameters p, WeightCodes w) {
    return new Programmer(p, new ScalarCrossbar(), new ScalarKernels())
        .program(w, 8, new Place(0, 0, w.columns()), KeyedStream.of(4));
  }

  static Programmed exact(ReramParameters p, WeightCodes w) {
    ArrayDesign design = Designs.of(p, w.bits(), 8);
    Geometry g = Geometry.of(w.rows(), w.columns(), w.bits(), p);
    return new ExactProduct(design, g, w, new Place(0, 0, w.columns()), KeyedStream.of(4));
  }

  @Test
  void everyIdealMappingGivesTheIntegerProduct() {
    Random random = new Random(2);
    WeightCodes w = weights(random, 150, 9, 8);
    InputCodes x = inputs(random, 3, 150);
    for (ReramParameters p : ideal()) {
      float[] y = run(exact(p, w), x, 9, 1);
      // Cells of 8 bits around an offset do not have the 255 levels of 8-bit codes exactly.
      double tolerance = p.cell().bits() == 8 ? 2000 : 0.05;
      for (int i = 0; i < y.length; i++) {
        long sum = 0;
        for (int r = 0; r < 150; r++) {
          sum += (long) x.codes()[i / 9 * 150 + r] * w.codes()[r * 9 + i % 9];
        }
        assertEquals(sum, y[i], tolerance, p.weights() + " " + p.input());
      }
    }
  }

  @Test
  void readNoisePerColumnHasTheMomentsOfNoisePerCell() {
    Random random = new Random(4);
    WeightCodes w = weights(random, 64, 2, 8);
    InputCodes x = inputs(random, 1, 64);
    Object[] base = {
      "adc.bits",
      0,
      "cell.bits",
      0,
      "cell.minConductance",
      0.0,
      "cell.readNoise",
      0.05,
      "weights.mapping",
      Encoded.DIFFERENTIAL,
      "input.encoding",
      SIGNED
    };
    ReramParameters column = Stock.with(base);
    Programmed byColumn = program(column, w);
    Programmed byCell = program(Change.in(column, "cell.readSampling", Sampling.CELL), w);
    int draws = 4000;
    double[][] sums = new double[2][2];
    for (int d = 0; d < draws; d++) {
      double[] one = {run(byColumn, x, 2, d)[0], run(byCell, x, 2, d)[0]};
      for (int m = 0; m < 2; m++) {
        sums[m][0] += one[m] / draws;
        sums[m][1] += one[m] * one[m] / draws;
      }
    }
    double spread = Math.sqrt(sums[1][1] - sums[1][0] * sums[1][0]);
    assertEquals(sums[1][0], sums[0][0], 4.5 * spread * Math.sqrt(2.0 / draws));
    double other = Math.sqrt(sums[0][1] - sums[0][0] * sums[0][0]);
    assertEquals(spread, other, 4.5 * spread * Math.sqrt(1.0 / draws));
  }

  @Test
  void everyKindOfArrayHoldsTheContract() {
    Options options =
        Options.standard()
            .withDataDependent("dac drive")
            .withTolerances(0.2, 0, 0.3)
            .withShapes(64, 24, 2, 16);
    for (ReramParameters p :
        List.of(
            Stock.with(
                "weights.mapping",
                Encoded.SLICED_OFFSET,
                "weights.reference",
                Reference.UNIT_COLUMN,
                "adc.bits",
                12),
            Stock.with("weights.mapping", Encoded.SLICED_OFFSET, "adc.bits", 12),
            Stock.with(
                "weights.subtraction",
                Subtraction.DIGITAL,
                "adc.range",
                AdcRange.FULL,
                "adc.bits",
                12),
            Stock.with(
                "adc.conversion",
                Conversion.ACCUMULATED,
                "adc.range",
                AdcRange.FULL,
                "adc.bits",
                12,
                "input.encoding",
                SIGNED,
                "input.sliceBits",
                2),
            Stock.with("cell.readNoise", 0.01, "cell.programmingError", 0.01),
            Stock.with("cell.readNoise", 0.01, "cell.readSampling", Sampling.CELL),
            Stock.with("wires.row", 0.5, "wires.column", 0.5),
            Stock.with("wires.row", 0.5, "wires.column", 0.5, "cell.readNoise", 0.02),
            Stock.with(
                "wires.row",
                0.5,
                "wires.column",
                0.5,
                "wires.drive",
                Wires.Ends.TWO_SIDED,
                "wires.idleRows",
                Wires.IdleRows.FLOATING,
                // One array and one step, as every read is a network.
                "weights.mapping",
                Encoded.DIFFERENTIAL,
                "cell.bits",
                0,
                "input.encoding",
                SIGNED,
                "input.sliceBits",
                0,
                "adc.bits",
                0,
                "array.rows",
                16,
                "array.columns",
                16),
            Stock.with(
                "cell.programmingModel",
                ErrorModel.NORMAL_PROPORTIONAL,
                "cell.programmingError",
                0.02,
                "weights.percentile",
                0.999),
            Stock.with(
                "wires.topology",
                Topology.SEPARATE_SOURCE,
                "wires.row",
                0.1,
                "wires.column",
                0.1))) {
      // Long wires take their toll of the product, and parts have wires of their own.
      Options loose = p.wires().row() > 0 ? options.withTolerances(0.5, 0.5, 0.5) : options;
      assertEquals(List.of(), DeviceConformance.findings(Stock.device(p), loose), p.toString());
    }
  }

  @Test
  void compatibilityBringsThePeersDefectsBack() {
    Random random = new Random(5);
    WeightCodes w = weights(random, 64, 4, 8);
    InputCodes x = inputs(random, 2, 64);
    ReramParameters offset =
        Stock.with(
            "adc.model",
            Converter.Model.IDEAL,
            "cell.bits",
            4,
            "weights.mapping",
            Encoded.OFFSET,
            "weights.bits",
            8);
    float[] right = run(exact(offset, w), x, 4, 1);
    float[] peer = run(exact(Change.in(offset, "compatibility", "crosssim-3.2"), w), x, 4, 1);
    for (int i = 0; i < right.length; i++) {
      assertEquals(14.0 / 15, peer[i] / right[i], 1e-6);
    }
    // A granular converter with room for every count is exact; the peer's spacing is not.
    ReramParameters pairs = Stock.with("input.encoding", SIGNED, "adc.bits", 10);
    float[] counted = run(exact(pairs, w), x, 4, 1);
    float[] ideal = run(exact(Change.in(pairs, "adc.model", Converter.Model.IDEAL), w), x, 4, 1);
    float[] rounded = run(exact(Change.in(pairs, "compatibility", "crosssim-3.2"), w), x, 4, 1);
    double off = 0;
    for (int i = 0; i < ideal.length; i++) {
      assertEquals(ideal[i], counted[i], 1e-5 * Math.abs(ideal[i]) + 0.1);
      off = Math.max(off, Math.abs(rounded[i] - ideal[i]));
    }
    assertTrue(off > 50, "off by " + off);
  }

  @Test
  void countsFollowTheArrays() {
    ReramParameters unit =
        Stock.with(
            "weights.mapping", Encoded.SLICED_OFFSET, "weights.reference", Reference.UNIT_COLUMN);
    // 256 columns of 4 slices on 127 columns beside the unit column: 9 arrays across.
    Geometry g = Geometry.of(256, 256, 8, unit);
    assertEquals(2 * 9, g.arrays());
    assertEquals(256L * 256 * 4 + 256L * 9, g.cells());
    assertEquals(2.0 * 8 * (256 * 4 + 9), g.conversions(8, unit));
    ReramParameters digital = Stock.with("weights.subtraction", Subtraction.DIGITAL);
    Geometry pair = Geometry.of(256, 256, 8, digital);
    assertEquals(2.0 * 2 * 8 * 256 * 4, pair.conversions(8, digital));
    ReramParameters once = Stock.with("adc.conversion", Conversion.ACCUMULATED);
    assertEquals(2.0 * 256 * 4, Geometry.of(256, 256, 8, once).conversions(8, once));
    ReramParameters nibbles =
        Stock.with("input.encoding", SIGNED, "input.sliceBits", 4, "adc.bits", 8);
    assertEquals(2, Designs.input(nibbles, 8).steps());
  }
}
