package org.bitline.device.dram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bitline.api.device.Ledger;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Scales;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Tensors;
import org.bitline.numerics.Half;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.Quantiser;
import org.bitline.numerics.ScalarKernels;
import org.junit.jupiter.api.Test;

class ProductsTest {

  private static final Ledger NO_LEDGER =
      new Ledger() {
        @Override
        public void add(String component, String action, double amount) {}

        @Override
        public void max(String component, String action, double amount) {}

        @Override
        public void histogram(String component, String action, int bin, long count) {}
      };

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

  private final Tensor w = new Tensor("w", 40, 30, normal(1, 1200));
  private final Tensor b = new Tensor("b", 1, 30, normal(2, 30));
  private final Segments segments = new Segments(new long[] {3}, new int[] {6}, new int[] {6});
  private final Block x = new Block(segments, 40, 32, normal(3, 240));

  private float[] run(Optional<Scales> scales, Optional<ActivationFormat> format, Range rows) {
    StaticMatmul matmul =
        new StaticMatmul(
            "m",
            1,
            "x",
            new Weight("w", 40, 30, scales),
            Optional.of("b"),
            rows,
            Range.all(30),
            format);
    return new Products(new ScalarKernels())
        .place(matmul, new Memory(Map.of("w", w, "b", b)))
        .run(List.of(x), Selection.all(), KeyedStream.of(0), NO_LEDGER)
        .data();
  }

  private static float[] reference(float[] x, float[] w, float[] bias, Range rows) {
    float[] y = new float[6 * 30];
    for (int r = 0; r < 6; r++) {
      for (int c = 0; c < 30; c++) {
        float sum = 0;
        for (int k = rows.from(); k < rows.to(); k++) {
          sum = Math.fma(x[r * 40 + k], w[k * 30 + c], sum);
        }
        y[r * 30 + c] = Half.round(rows.from() == 0 ? sum + bias[c] : sum);
      }
    }
    return y;
  }

  private static float[] halves(float[] data) {
    float[] rounded = data.clone();
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = Half.round(rounded[i]);
    }
    return rounded;
  }

  @Test
  void operandsAndResultsAreHalvesAndSumsFloat32() {
    float[] expected = reference(halves(x.data()), halves(w.data()), b.data(), Range.all(40));
    assertArrayEquals(expected, run(Optional.empty(), Optional.empty(), Range.all(40)));
  }

  @Test
  void thePartWithoutRowZeroAddsNoBias() {
    Range lower = new Range(17, 40);
    float[] expected = reference(halves(x.data()), halves(w.data()), b.data(), lower);
    assertArrayEquals(expected, run(Optional.empty(), Optional.empty(), lower));
  }

  @Test
  void scalesOfATransformAreAppliedBeforeStoring() {
    Scales scales = new Scales(4, Quantiser.columnScales(w, 4));
    float[] weights = w.data().clone();
    for (int i = 0; i < weights.length; i++) {
      float scale = scales.of(i % 30);
      weights[i] = Half.round(scale * Quantiser.code(weights[i], scale, 7));
    }
    float[] inputs = x.data().clone();
    for (int r = 0; r < 6; r++) {
      float scale = Quantiser.scaleOf(x.data(), r * 40, 40, 31);
      for (int i = r * 40; i < (r + 1) * 40; i++) {
        inputs[i] = Half.round(scale * Quantiser.code(inputs[i], scale, 31));
      }
    }
    float[] expected = reference(inputs, weights, b.data(), Range.all(40));
    ActivationFormat format = new ActivationFormat(6, ActivationFormat.Scope.TOKEN);
    assertArrayEquals(expected, run(Optional.of(scales), Optional.of(format), Range.all(40)));
  }

  @Test
  void oneScalePerInputIsThatOfItsLargestValue() {
    Block coded = HalfValues.coded(x, new ActivationFormat(5, ActivationFormat.Scope.TENSOR), 1);
    float scale = Quantiser.scaleOf(x.data(), 0, 240, 15);
    for (int i = 0; i < 240; i++) {
      assertEquals(Half.round(scale * Quantiser.code(x.data()[i], scale, 15)), coded.data()[i]);
    }
  }

  @Test
  void paddingDoesNotSetAnInputsScale() {
    Segments padded = new Segments(new long[] {3}, new int[] {2}, new int[] {1});
    Block y = new Block(padded, 2, 32, new float[] {1, -3, 1000, 2});
    Block coded = HalfValues.coded(y, new ActivationFormat(3, ActivationFormat.Scope.TENSOR), 1);
    assertArrayEquals(new float[] {1, -3, 3, 2}, coded.data());
  }

  @Test
  void largeSumsSaturate() {
    Tensor large = new Tensor("w", 40, 30, new float[1200]);
    Arrays.fill(large.data(), 60000f);
    StaticMatmul matmul = DramPimDeviceTest.matmul(40, 30);
    Block ones = Block.zeros(segments, 40, 32);
    Arrays.fill(ones.data(), 60000f);
    float[] y =
        new Products(new ScalarKernels())
            .place(matmul, new Memory(Map.of("w", large)))
            .run(List.of(ones), Selection.all(), KeyedStream.of(0), NO_LEDGER)
            .data();
    assertEquals(Half.MAX, y[0]);
  }
}
