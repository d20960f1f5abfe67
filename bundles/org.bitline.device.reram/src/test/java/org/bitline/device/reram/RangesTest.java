package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bitline.api.base.InputProblem;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.ReramParameters.Conversion;
import org.bitline.device.reram.ReramParameters.InputRange;
import org.bitline.device.reram.ReramParameters.Scale;
import org.bitline.device.reram.array.Converter;
import org.bitline.device.reram.array.Converter.Model;
import org.bitline.device.reram.array.InputCoding.Encoding;
import org.bitline.numerics.KeyedStream;
import org.junit.jupiter.api.Test;

/** Ranges of converters and inputs that follow from data, and scales of arrays. */
class RangesTest {

  private static final Tensor W = Runs.weights(1, 200, 24);
  private static final Block X = Runs.inputs(2, 6, 200);

  private static ReramParameters six(AdcRange range) {
    return Stock.with("adc.bits", 6, "adc.range", range);
  }

  @Test
  void rangesThatFitTheDataRoundFinerThanFullOnes() {
    double[] exact = Runs.exact(W, X);
    double full = Runs.error(exact, Runs.run(six(AdcRange.FULL), W, X));
    double synthetic = Runs.error(exact, Runs.run(six(AdcRange.SYNTHETIC), W, X));
    Resident fitted =
        Runs.place(six(AdcRange.FROM_DATA), W, 1)
            .calibrated(List.of(List.of(Runs.inputs(3, 6, 200))));
    double data = Runs.error(exact, Runs.run(fitted, X, 1));
    assertTrue(synthetic < 0.5 * full, synthetic + " of " + full);
    assertTrue(data < 0.5 * full, data + " of " + full);
  }

  @Test
  void rangesFitEveryKindOfConversion() {
    double[] exact = Runs.exact(W, X);
    for (Object[] kind :
        new Object[][] {
          {"adc.model", Model.UNIFORM},
          {"adc.conversion", Conversion.ACCUMULATED, "input.encoding", Encoding.SIGN_MAGNITUDE},
          {"weights.subtraction", ReramParameters.Subtraction.DIGITAL},
          {"weights.mapping", ReramParameters.Encoded.SLICED_OFFSET, "adc.bits", 9},
          {
            "weights.mapping",
            ReramParameters.Encoded.SLICED_OFFSET,
            "weights.reference",
            org.bitline.device.reram.array.Offset.Reference.UNIT_COLUMN,
            "adc.bits",
            9
          }
        }) {
      ReramParameters p = Change.in(six(AdcRange.SYNTHETIC), "adc.bits", 8);
      for (int i = 0; i < kind.length; i += 2) {
        p = Change.in(p, (String) kind[i], kind[i + 1]);
      }
      double fitted = Runs.error(exact, Runs.run(p, W, X));
      double full = Runs.error(exact, Runs.run(Change.in(p, "adc.range", AdcRange.FULL), W, X));
      assertTrue(fitted < full && fitted < 0.12, Arrays.toString(kind) + fitted + " " + full);
    }
  }

  @Test
  void aRangeFromDataNeedsData() {
    Resident bare = Runs.place(six(AdcRange.FROM_DATA), W, 1);
    InputProblem refusal = assertThrows(InputProblem.class, () -> Runs.run(bare, X, 1));
    assertTrue(refusal.getMessage().contains("no inputs to calibrate with"));
    StaticMatmul matmul = Runs.matmul(W);
    assertTrue(Stock.device(six(AdcRange.FROM_DATA)).calibrates(matmul));
    assertFalse(Stock.device(six(AdcRange.SYNTHETIC)).calibrates(matmul));
    assertFalse(Stock.device(six(AdcRange.GRANULAR)).calibrates(matmul));
  }

  @Test
  void dynamicProductsAreCalibratedToo() {
    DynamicMatmul scores =
        new DynamicMatmul("s", 1, DynamicKind.SCORES, "q", "k", 2, 16, 1, Optional.empty());
    Block q = Runs.inputs(5, 10, 32);
    Block k = Runs.inputs(6, 10, 32);
    float[] exact = scores(Stock.with("adc.model", Converter.Model.IDEAL), scores, q, k, false);
    float[] full = scores(six(AdcRange.FULL), scores, q, k, false);
    float[] synthetic = scores(six(AdcRange.SYNTHETIC), scores, q, k, false);
    float[] data = scores(six(AdcRange.FROM_DATA), scores, q, k, true);
    double[] expected = new double[exact.length];
    Arrays.setAll(expected, i -> exact[i]);
    double bar = 0.5 * Runs.error(expected, full);
    assertTrue(Runs.error(expected, synthetic) < bar);
    assertTrue(Runs.error(expected, data) < bar);
    assertThrows(InputProblem.class, () -> scores(six(AdcRange.FROM_DATA), scores, q, k, false));
  }

  private static float[] scores(
      ReramParameters p, DynamicMatmul scores, Block q, Block k, boolean calibrated) {
    Resident resident = Stock.device(p).scratch(scores, Runs.tensors(W), KeyedStream.of(1));
    Resident ready = calibrated ? resident.calibrated(List.of(List.of(q, k))) : resident;
    return ready.run(List.of(q, k), Selection.all(), KeyedStream.of(2), new Runs.Amounts()).data();
  }

  @Test
  void aCalibratedInputRangeIsTheSameForAllAndClips() {
    ReramParameters fixed =
        Stock.with(
            "adc.model",
            Converter.Model.IDEAL,
            "input.range",
            InputRange.CALIBRATED,
            "input.limit",
            2.0);
    Segments segments = new Segments(new long[] {1}, new int[] {2}, new int[] {2});
    Tensor w = new Tensor("w", 2, 1, new float[] {1, 1});
    float[] y = Runs.run(fixed, w, new Block(segments, 2, 8, new float[] {1, 0, 3, -5}));
    assertEquals(Math.rint(127 / 2.0) * 2 / 127, y[0], 1e-6);
    assertEquals(0, y[1], 1e-6);
    ReramParameters data = Change.in(fixed, "input.limit", 0.0);
    assertThrows(InputProblem.class, () -> Runs.run(Runs.place(data, W, 1), X, 1));
    Resident ready = Runs.place(data, W, 1).calibrated(List.of(List.of(X)));
    assertTrue(Runs.error(Runs.exact(W, X), Runs.run(ready, X, 1)) < 0.02);
  }

  @Test
  void aTensorSharesOneInputRange() {
    ReramParameters shared =
        Stock.with("adc.model", Converter.Model.IDEAL, "input.range", InputRange.TENSOR);
    Segments two = new Segments(new long[] {1, 2}, new int[] {2, 1}, new int[] {2, 1});
    Tensor w = new Tensor("w", 1, 1, new float[] {1});
    float[] y = Runs.run(shared, w, new Block(two, 1, 8, new float[] {1, 127, 1.25f}));
    // The first input's scale is 1, so that 1 is a code; the second's is its own.
    assertArrayEquals(new float[] {1, 127, 1.25f}, y, 1e-5f);
    Block single = new Block(two, 1, 8, new float[] {1.4f, 127, 1.25f});
    assertEquals(1, Runs.run(shared, w, single)[0], 1e-5);
  }

  @Test
  void rangesThatQuantiseCannotHaveAreRefused() {
    StaticMatmul token = formatted(ActivationFormat.Scope.TOKEN);
    StaticMatmul tensor = formatted(ActivationFormat.Scope.TENSOR);
    ReramParameters shared = Stock.with("input.range", InputRange.TENSOR);
    ReramParameters fixed = Stock.with("input.range", InputRange.CALIBRATED, "input.limit", 1.0);
    assertTrue(Stock.device(shared).supports(tensor).supported());
    assertTrue(Stock.device(Stock.parameters()).supports(token).supported());
    assertTrue(Stock.device(shared).supports(token).reason().contains("one per token"));
    assertTrue(Stock.device(fixed).supports(tensor).reason().contains("one per tensor"));
  }

  private static StaticMatmul formatted(ActivationFormat.Scope scope) {
    return new StaticMatmul(
        "m",
        1,
        "x",
        new Weight("w", 8, 8, Optional.empty()),
        Optional.empty(),
        Range.all(8),
        Range.all(8),
        Optional.of(new ActivationFormat(8, scope)));
  }

  /** A matrix with one outlier: only the array that holds it is coarse. */
  @Test
  void aScalePerArrayConfinesAnOutlier() {
    Tensor spoiled = new Tensor("w", 200, 24, W.data().clone());
    spoiled.data()[0] = 300;
    double[] exact = Runs.exact(spoiled, X);
    double[] errors = new double[2];
    float[][] y = {
      Runs.run(
          Stock.with("adc.model", Converter.Model.IDEAL, "weights.scale", Scale.MATRIX),
          spoiled,
          X),
      Runs.run(
          Stock.with("adc.model", Converter.Model.IDEAL, "weights.scale", Scale.ARRAY), spoiled, X)
    };
    for (int kind = 0; kind < 2; kind++) {
      double[] part = new double[X.rows()];
      float[] ours = new float[X.rows()];
      for (int v = 0; v < part.length; v++) {
        part[v] = exact[v * 24 + 5];
        ours[v] = y[kind][v * 24 + 5];
      }
      errors[kind] = Runs.error(part, ours);
    }
    assertTrue(errors[1] < 0.9 * errors[0], errors[1] + " of " + errors[0]);
    assertTrue(
        Runs.error(
                Runs.exact(W, X),
                Runs.run(
                    Stock.with("adc.model", Converter.Model.IDEAL, "weights.scale", Scale.ARRAY),
                    W,
                    X))
            < 0.02);
  }

  @Test
  void everyBitOfABatchIsThatOfItsInputsAlone() {
    for (ReramParameters p :
        List.of(
            six(AdcRange.SYNTHETIC),
            Stock.with("weights.scale", Scale.ARRAY),
            Stock.with("input.range", InputRange.TENSOR))) {
      Resident resident = Runs.place(p, W, 1);
      Segments many = new Segments(new long[] {7, 9}, new int[] {2, 4}, new int[] {2, 4});
      float[] together = Runs.run(resident, new Block(many, 200, 8, X.data()), 1);
      Segments second = new Segments(new long[] {9}, new int[] {4}, new int[] {4});
      float[] alone =
          Runs.run(
              resident,
              new Block(second, 200, 8, Arrays.copyOfRange(X.data(), 2 * 200, 6 * 200)),
              1);
      assertArrayEquals(Arrays.copyOfRange(together, 2 * 24, 6 * 24), alone, 0);
    }
  }
}
