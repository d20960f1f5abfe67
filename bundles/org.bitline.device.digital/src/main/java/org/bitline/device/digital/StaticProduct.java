package org.bitline.device.digital;

import java.util.Optional;
import java.util.function.LongConsumer;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Scales;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.numerics.Float32Operations;
import org.bitline.numerics.MatrixKernels;
import org.bitline.numerics.Quantiser;

/**
 * x W + b in integers: a scale per column of the whole matrix, or what a transform attached; a
 * scale per token of the whole input vector, or what the format says. The bias is added to the
 * scaled accumulator in float32 before the result is rounded.
 */
final class StaticProduct {

  private final StaticMatmul matmul;
  private final ActivationFormat format;
  private final IntegerProduct product;
  private final float[] scales;
  private final float[] bias;
  private final int outputBits;

  StaticProduct(
      StaticMatmul matmul,
      Tensors tensors,
      SystolicParameters.Array array,
      int outputBits,
      MatrixKernels kernels) {
    this.matmul = matmul;
    this.outputBits = outputBits;
    this.format =
        matmul
            .activations()
            .orElse(new ActivationFormat(array.operandBits(), ActivationFormat.Scope.TOKEN));
    Tensor whole = tensors.get(matmul.weight().identity());
    Optional<Scales> attached = matmul.weight().scales();
    Scales rounding =
        attached.orElseGet(
            () ->
                new Scales(
                    array.operandBits(), Quantiser.columnScales(whole, array.operandBits())));
    int columns = matmul.columns().size();
    this.scales = new float[columns];
    for (int c = 0; c < columns; c++) {
      scales[c] = rounding.of(matmul.columns().from() + c);
    }
    float[] codes = Float32Operations.part(matmul, whole).clone();
    for (int i = 0; i < codes.length; i++) {
      codes[i] = Quantiser.code(codes[i], scales[i % columns], rounding.largestCode());
    }
    this.product =
        new IntegerProduct(
            kernels,
            codes,
            matmul.rows().size(),
            columns,
            array.largestCode(),
            array.accumulatorBits());
    this.bias = matmul.addsBias() ? tensors.get(matmul.bias().orElseThrow()).data() : new float[0];
  }

  Block run(Block x, Selection kept, LongConsumer saturations) {
    int[] rows = Rows.kept(x.segments(), kept);
    // The scale is that of the whole input vector, so that row parts round alike.
    float[] inputScales = Codes.scales(x, 0, x.columns(), format);
    float[] codes =
        Codes.encode(
            x, rows, matmul.rows().from(), matmul.rows().size(), inputScales, format.largestCode());
    int[] sums = product.multiply(codes, rows.length, saturations);
    Block y = Block.zeros(x.segments(), scales.length, outputBits);
    for (int i = 0; i < rows.length; i++) {
      int at = rows[i] * scales.length;
      scale(sums, i * scales.length, inputScales[rows[i]], y.data(), at);
      Results.round(y.data(), at, scales.length, outputBits);
    }
    return y;
  }

  private void scale(int[] sums, int from, double inputScale, float[] y, int at) {
    int firstBias = matmul.columns().from();
    for (int c = 0; c < scales.length; c++) {
      double value = sums[from + c] * ((double) inputScale * scales[c]);
      y[at + c] = (float) (bias.length == 0 ? value : value + bias[firstBias + c]);
    }
  }
}
