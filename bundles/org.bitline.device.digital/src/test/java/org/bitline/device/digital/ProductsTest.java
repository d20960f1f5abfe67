package org.bitline.device.digital;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.ActivationFormat.Scope;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Scales;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Tensors;
import org.bitline.device.digital.SystolicParameters.Array;
import org.bitline.numerics.Quantiser;
import org.bitline.numerics.ScalarKernels;
import org.junit.jupiter.api.Test;

class ProductsTest {

  private static final int INPUTS = 60;
  private static final int OUTPUTS = 20;
  private static final Array ARRAY = Stock.array(16, 16, 8, 32);

  private record Memory(Map<String, Tensor> tensors) implements Tensors {
    @Override
    public boolean present() {
      return true;
    }

    @Override
    public Tensor get(String identity) {
      return tensors.get(identity);
    }
  }

  private static float[] normal(long seed, int count) {
    Random random = new Random(seed);
    float[] data = new float[count];
    for (int i = 0; i < count; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return data;
  }

  private final Tensor w = new Tensor("w", INPUTS, OUTPUTS, normal(1, INPUTS * OUTPUTS));
  private final Tensor b = new Tensor("b", 1, OUTPUTS, normal(2, OUTPUTS));
  private final Segments segments =
      new Segments(new long[] {3, 4}, new int[] {4, 3}, new int[] {4, 2});
  private final Block x = new Block(segments, INPUTS, 32, normal(3, 7 * INPUTS));

  private Block run(
      Optional<Scales> scales, Optional<ActivationFormat> format, Range rows, int outputBits) {
    StaticMatmul matmul =
        new StaticMatmul(
            "m",
            1,
            "x",
            new Weight("w", INPUTS, OUTPUTS, scales),
            Optional.of("b"),
            rows,
            Range.all(OUTPUTS),
            format);
    return new StaticProduct(
            matmul, new Memory(Map.of("w", w, "b", b)), ARRAY, outputBits, new ScalarKernels())
        .run(x, Selection.all(), saturated -> {});
  }

  /** The product in int32, with the scales given. */
  private float[] reference(float[] rowScales, float[] columnScales, int bits, Range rows) {
    int largest = Quantiser.largest(bits);
    float[] y = new float[7 * OUTPUTS];
    for (int r = 0; r < 7; r++) {
      for (int c = 0; c < OUTPUTS; c++) {
        int sum = 0;
        for (int k = rows.from(); k < rows.to(); k++) {
          sum +=
              Quantiser.code(x.data()[r * INPUTS + k], rowScales[r], largest)
                  * Quantiser.code(w.at(k, c), columnScales[c], largest);
        }
        double value = sum * ((double) rowScales[r] * columnScales[c]);
        y[r * OUTPUTS + c] = (float) (rows.from() == 0 ? value + b.data()[c] : value);
      }
    }
    return y;
  }

  private float[] tokenScales(int bits) {
    return Quantiser.rowScales(x.data(), 7, INPUTS, Quantiser.largest(bits));
  }

  @Test
  void byDefaultColumnsAndTokensHaveScales() {
    float[] expected =
        reference(tokenScales(8), Quantiser.columnScales(w, 8), 8, Range.all(INPUTS));
    assertArrayEquals(
        expected, run(Optional.empty(), Optional.empty(), Range.all(INPUTS), 32).data());
  }

  @Test
  void aRowPartKeepsTheScalesOfTheWhole() {
    Range lower = new Range(25, INPUTS);
    float[] expected = reference(tokenScales(8), Quantiser.columnScales(w, 8), 8, lower);
    assertArrayEquals(expected, run(Optional.empty(), Optional.empty(), lower, 32).data());
  }

  @Test
  void whatQuantiseAttachedIsUsed() {
    float one = Quantiser.matrixScale(w, 4);
    float[] columnScales = new float[OUTPUTS];
    Arrays.fill(columnScales, one);
    float[] rowScales = new float[7];
    // One scale per input; the third token of the second input is padding.
    float first = Quantiser.scaleOf(x.data(), 0, 4 * INPUTS, 7);
    float second = Quantiser.scaleOf(x.data(), 4 * INPUTS, 2 * INPUTS, 7);
    for (int r = 0; r < 7; r++) {
      rowScales[r] = r < 4 ? first : second;
    }
    float[] expected = reference(rowScales, columnScales, 4, Range.all(INPUTS));
    Scales scales = new Scales(4, new float[] {one});
    ActivationFormat format = new ActivationFormat(4, Scope.TENSOR);
    assertArrayEquals(
        expected, run(Optional.of(scales), Optional.of(format), Range.all(INPUTS), 32).data());
  }

  @Test
  void resultsAreRoundedWithAScalePerToken() {
    float[] exact = run(Optional.empty(), Optional.empty(), Range.all(INPUTS), 32).data();
    Block rounded = run(Optional.empty(), Optional.empty(), Range.all(INPUTS), 8);
    assertEquals(8, rounded.bits());
    for (int r = 0; r < 7; r++) {
      float scale = Quantiser.scaleOf(exact, r * OUTPUTS, OUTPUTS, 127);
      for (int i = r * OUTPUTS; i < (r + 1) * OUTPUTS; i++) {
        assertEquals(scale * Quantiser.code(exact[i], scale, 127), rounded.data()[i]);
      }
    }
  }

  @Test
  void aRoundedResultIsNotRoundedAgainByTheNextProduct() {
    Block rounded = run(Optional.empty(), Optional.empty(), Range.all(INPUTS), 8);
    ActivationFormat format = new ActivationFormat(8, Scope.TOKEN);
    float[] scales = Codes.scales(rounded, 0, OUTPUTS, format);
    int[] rows = {0, 1, 2, 3, 4, 5, 6};
    float[] codes = Codes.encode(rounded, rows, 0, OUTPUTS, scales, 127);
    for (int i = 0; i < codes.length; i++) {
      float again = codes[i] * scales[i / OUTPUTS];
      assertEquals(rounded.data()[i], again, 1e-6f * Math.abs(rounded.data()[i]));
    }
  }

  @Test
  void contextSumsTheKeysThatAreNotPadding() {
    int heads = 2;
    int size = 3;
    Block p = new Block(segments, heads * 4, 32, normal(5, 7 * heads * 4));
    Block v = new Block(segments, heads * size, 32, normal(6, 7 * heads * size));
    DynamicMatmul matmul =
        new DynamicMatmul("c", 1, DynamicKind.CONTEXT, "p", "v", heads, size, 1, Optional.empty());
    float[] y =
        new DynamicProduct(matmul, ARRAY, 32, new ScalarKernels())
            .run(p, v, Selection.all(), saturated -> {})
            .data();
    // Row 5 is token 1 of the second input, which has two tokens that are not padding.
    float rowScale = Quantiser.scaleOf(p.data(), 5 * 8 + 4, 4, 127);
    float valueScale = 0;
    for (int t = 4; t < 6; t++) {
      valueScale = Math.max(valueScale, Quantiser.scaleOf(v.data(), t * 6 + 3, 3, 127));
    }
    int sum = 0;
    for (int t = 0; t < 2; t++) {
      sum +=
          Quantiser.code(p.data()[5 * 8 + 4 + t], rowScale, 127)
              * Quantiser.code(v.data()[(4 + t) * 6 + 3 + 1], valueScale, 127);
    }
    assertEquals((float) (sum * ((double) rowScale * valueScale)), y[5 * 6 + 3 + 1]);
  }
}
