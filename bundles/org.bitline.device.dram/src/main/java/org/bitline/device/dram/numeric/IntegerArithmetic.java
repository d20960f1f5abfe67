package org.bitline.device.dram.numeric;

import java.util.List;
import java.util.Optional;
import org.bitline.api.device.Resident;
import org.bitline.api.device.Support;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Scales;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.numerics.Float32Operations;
import org.bitline.numerics.Quantiser;

/**
 * Products of 8-bit integers with 32-bit sums. Where no transform says how operands are rounded, a
 * weight has a scale per column and an activation one per token; the right operand of a dynamic
 * product has one per key, or per input and head. The host multiplies with the scales and adds the
 * bias in float32, and keeps results in float32.
 */
final class IntegerArithmetic implements Arithmetic {

  private static final int BITS = 8;
  private static final ActivationFormat PER_TOKEN =
      new ActivationFormat(BITS, ActivationFormat.Scope.TOKEN);
  private static final int RESULT_BITS = 32;

  @Override
  public Support supports(Operation operation) {
    int bits = 0;
    if (operation instanceof StaticMatmul matmul) {
      bits =
          Math.max(
              matmul.activations().map(ActivationFormat::bits).orElse(0),
              matmul.weight().scales().map(Scales::bits).orElse(0));
    } else if (operation instanceof DynamicMatmul matmul) {
      bits = matmul.activations().map(ActivationFormat::bits).orElse(0);
    }
    return bits <= BITS
        ? Support.yes()
        : Support.no("its units multiply 8-bit integers, and quantise asks for " + bits + " bits");
  }

  @Override
  public int resultBits() {
    return RESULT_BITS;
  }

  /** Codes of a matrix with a scale per column. */
  private record Matrix(int rows, int columns, int[] codes, float[] scales) {

    void multiply(int[] x, float scale, float[] out) {
      int[] sums = new int[columns];
      for (int k = 0; k < rows; k++) {
        int factor = x[k];
        int from = k * columns;
        for (int c = 0; c < columns; c++) {
          sums[c] += factor * codes[from + c];
        }
      }
      for (int c = 0; c < columns; c++) {
        out[c] = (float) ((double) sums[c] * scale * scales[c]);
      }
    }
  }

  @Override
  public Resident place(StaticMatmul matmul, Tensors tensors) {
    Tensor whole = tensors.get(matmul.weight().identity());
    Scales scales =
        matmul
            .weight()
            .scales()
            .orElseGet(() -> new Scales(BITS, Quantiser.columnScales(whole, BITS)));
    int columns = matmul.columns().size();
    float[] own = new float[columns];
    for (int c = 0; c < columns; c++) {
      own[c] = scales.of(matmul.columns().from() + c);
    }
    Matrix matrix =
        matrix(
            Float32Operations.part(matmul, whole), matmul.rows().size(), own, scales.largestCode());
    float[] bias =
        matmul.addsBias() ? tensors.get(matmul.bias().orElseThrow()).data() : new float[0];
    ActivationFormat format = matmul.activations().orElse(PER_TOKEN);
    return (inputs, kept, random, ledger) -> {
      Block x = inputs.get(0);
      float[] ofRows = Rounding.scales(x, 0, x.columns(), format);
      Block y = Block.zeros(x.segments(), columns, RESULT_BITS);
      float[] row = new float[columns];
      for (int r = 0; r < x.rows(); r++) {
        if (kept.keeps(r)) {
          int at = r * x.columns() + matmul.rows().from();
          matrix.multiply(codes(x, at, matrix.rows(), ofRows[r], format), ofRows[r], row);
          for (int c = 0; c < columns; c++) {
            y.data()[r * columns + c] =
                bias.length == 0 ? row[c] : row[c] + bias[matmul.columns().from() + c];
          }
        }
      }
      return y;
    };
  }

  private static int[] codes(Block x, int at, int count, float scale, ActivationFormat format) {
    int[] codes = new int[count];
    for (int i = 0; i < count; i++) {
      codes[i] = Quantiser.code(x.data()[at + i], scale, format.largestCode());
    }
    return codes;
  }

  private static Matrix matrix(float[] rowMajor, int rows, float[] scales, int largest) {
    int[] codes = new int[rowMajor.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = Quantiser.code(rowMajor[i], scales[i % scales.length], largest);
    }
    return new Matrix(rows, scales.length, codes, scales);
  }

  @Override
  public Resident scratch(Operation operation) {
    if (operation instanceof DynamicMatmul matmul) {
      return (inputs, kept, random, ledger) -> dynamic(matmul, inputs, kept);
    }
    throw new IllegalArgumentException("the device does not run " + operation.kind());
  }

  private static Block dynamic(DynamicMatmul matmul, List<Block> inputs, Selection kept) {
    boolean scores = matmul.product() == DynamicKind.SCORES;
    Block left = inputs.get(0);
    Segments segments = left.segments();
    Optional<ActivationFormat> given = matmul.activations();
    ActivationFormat format = given.orElse(PER_TOKEN);
    ActivationFormat ofRight =
        scores ? format : new ActivationFormat(format.bits(), ActivationFormat.Scope.TENSOR);
    int width = scores ? segments.longest() : matmul.headSize();
    Block y = Block.zeros(segments, matmul.heads() * width, RESULT_BITS);
    for (int h = 0; h < matmul.heads(); h++) {
      int slice = left.columns() / matmul.heads();
      float[] leftScales = slice(left, h, slice, scores, format);
      float[] rightScales = slice(inputs.get(1), h, matmul.headSize(), scores, ofRight);
      for (int s = 0; s < segments.count(); s++) {
        Matrix matrix = head(matmul, inputs.get(1), s, h, rightScales, format.largestCode());
        rows(matmul, left, y, s, h, matrix, leftScales, format, kept);
      }
    }
    return y;
  }

  /** Q and K have a scale per token, P one per token and head, V one per input and head. */
  private static float[] slice(
      Block x, int head, int width, boolean whole, ActivationFormat format) {
    return whole
        ? Rounding.scales(x, 0, x.columns(), format)
        : Rounding.scales(x, head * width, width, format);
  }

  private static Matrix head(
      DynamicMatmul matmul, Block right, int segment, int head, float[] scales, int largest) {
    HeadMatrix shape = HeadMatrix.of(matmul, right, segment, head);
    float[] ofColumns = new float[shape.columns()];
    for (int c = 0; c < ofColumns.length; c++) {
      boolean scores = matmul.product() == DynamicKind.SCORES;
      ofColumns[c] = scales[right.segments().start(segment) + (scores ? c : 0)];
    }
    return matrix(shape.rowMajor(), shape.rows(), ofColumns, largest);
  }

  private static void rows(
      DynamicMatmul matmul,
      Block left,
      Block y,
      int segment,
      int head,
      Matrix matrix,
      float[] scales,
      ActivationFormat format,
      Selection kept) {
    int stride = left.columns() / matmul.heads();
    int width = y.columns() / matmul.heads();
    float scale = matmul.product() == DynamicKind.SCORES ? matmul.scale() : 1;
    float[] row = new float[matrix.columns()];
    Segments segments = left.segments();
    for (int r = segments.start(segment); r < segments.start(segment + 1); r++) {
      if (kept.keeps(r)) {
        int at = r * left.columns() + head * stride;
        matrix.multiply(codes(left, at, matrix.rows(), scales[r], format), scales[r], row);
        for (int c = 0; c < row.length; c++) {
          y.data()[r * y.columns() + head * width + c] = row[c] * scale;
        }
      }
    }
  }
}
