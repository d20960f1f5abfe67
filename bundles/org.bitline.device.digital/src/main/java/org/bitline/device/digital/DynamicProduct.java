package org.bitline.device.digital;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.ActivationFormat.Scope;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.numerics.AttentionRows;
import org.bitline.numerics.MatrixKernels;

/**
 * Q Kᵀ and P V in integers, per input and head. Q and K have a scale per token, of all heads, so
 * that a result that the array rounded is not rounded again; P has one per token and head. V is
 * summed over tokens, so that its tokens must share a scale: one per input and head. A format of
 * scope TENSOR makes all of them one per input. Scores outside a window are 0, so that they do not
 * widen the range that a row of scores is rounded in.
 */
final class DynamicProduct {

  private final DynamicMatmul matmul;
  private final ActivationFormat format;
  private final int largest;
  private final int accumulatorBits;
  private final int outputBits;
  private final MatrixKernels kernels;

  DynamicProduct(
      DynamicMatmul matmul, SystolicParameters.Array array, int outputBits, MatrixKernels kernels) {
    this.matmul = matmul;
    this.format =
        matmul.activations().orElse(new ActivationFormat(array.operandBits(), Scope.TOKEN));
    this.largest = array.largestCode();
    this.accumulatorBits = array.accumulatorBits();
    this.outputBits = outputBits;
    this.kernels = kernels;
  }

  Block run(Block left, Block right, Selection kept, LongConsumer saturations) {
    Segments segments = left.segments();
    boolean scores = matmul.product() == DynamicKind.SCORES;
    int width = scores ? segments.longest() : matmul.headSize();
    Block y = Block.zeros(segments, matmul.heads() * width, outputBits);
    if (scores) {
      scores(left, right, kept, saturations, y);
      AttentionRows.mask(matmul.attention(), matmul.heads(), y);
    } else {
      context(left, right, kept, saturations, y);
    }
    // Scores of a head are rounded for themselves; a context vector is the input of one product.
    int slices = scores ? matmul.heads() : 1;
    int slice = y.columns() / slices;
    for (int row : Rows.kept(segments, kept)) {
      for (int i = 0; i < slices; i++) {
        Results.round(y.data(), row * y.columns() + i * slice, slice, outputBits);
      }
    }
    return y;
  }

  private void scores(Block q, Block k, Selection kept, LongConsumer saturations, Block y) {
    float[] queryScales = Codes.scales(q, 0, q.columns(), format);
    float[] keyScales = Codes.scales(k, 0, k.columns(), format);
    Segments segments = q.segments();
    for (int s = 0; s < segments.count(); s++) {
      int[] queries = Rows.kept(segments, s, kept);
      int[] keys = Rows.first(segments, s, segments.length(s));
      float[] columnScales = Arrays.copyOfRange(keyScales, keys[0], keys[0] + keys.length);
      for (int h = 0; h < matmul.heads(); h++) {
        float[] codes = encode(k, keys, head(h), keyScales);
        Matrix matrix = new Matrix(transposed(codes, keys.length), matmul.headSize(), columnScales);
        multiply(q, queries, head(h), queryScales, matrix, y, h * segments.longest(), saturations);
      }
    }
  }

  private void context(Block p, Block v, Selection kept, LongConsumer saturations, Block y) {
    Segments segments = p.segments();
    int stride = p.columns() / matmul.heads();
    ActivationFormat perInput = new ActivationFormat(format.bits(), Scope.TENSOR);
    for (int h = 0; h < matmul.heads(); h++) {
      float[] rowScales = Codes.scales(p, h * stride, stride, format);
      float[] valueScales = Codes.scales(v, head(h), matmul.headSize(), perInput);
      for (int s = 0; s < segments.count(); s++) {
        int[] tokens = Rows.first(segments, s, segments.valid(s));
        float[] columnScales = new float[matmul.headSize()];
        Arrays.fill(columnScales, valueScales[tokens[0]]);
        float[] codes = encode(v, tokens, head(h), valueScales);
        Matrix matrix = new Matrix(codes, tokens.length, columnScales);
        multiply(
            p,
            Rows.kept(segments, s, kept),
            h * stride,
            rowScales,
            matrix,
            y,
            head(h),
            saturations);
      }
    }
  }

  private int head(int head) {
    return head * matmul.headSize();
  }

  private float[] encode(Block x, int[] rows, int column, float[] scales) {
    return Codes.encode(x, rows, column, matmul.headSize(), scales, format.largestCode());
  }

  private float[] transposed(float[] codes, int rows) {
    int size = matmul.headSize();
    float[] transposed = new float[codes.length];
    IntStream.range(0, codes.length)
        .forEach(i -> transposed[(i % size) * rows + i / size] = codes[i]);
    return transposed;
  }

  /** Codes of one head's operand with a scale per column. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Matrix(float[] codes, int rows, float[] scales) {}

  private void multiply(
      Block x,
      int[] rows,
      int from,
      float[] rowScales,
      Matrix matrix,
      Block y,
      int to,
      LongConsumer saturations) {
    int columns = matrix.scales().length;
    float[] codes = Codes.encode(x, rows, from, matrix.rows(), rowScales, format.largestCode());
    int[] sums =
        new IntegerProduct(
                kernels, matrix.codes(), matrix.rows(), columns, largest, accumulatorBits)
            .multiply(codes, rows.length, saturations);
    double factor = matmul.product() == DynamicKind.SCORES ? matmul.scale() : 1;
    for (int i = 0; i < rows.length; i++) {
      double scale = factor * rowScales[rows[i]];
      int at = rows[i] * y.columns() + to;
      for (int c = 0; c < columns; c++) {
        y.data()[at + c] = (float) (sums[i * columns + c] * (scale * matrix.scales()[c]));
      }
    }
  }
}
