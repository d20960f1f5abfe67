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
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Add;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.numerics.Float32Operations;
import org.bitline.numerics.Quantiser;

/**
 * Products in a floating-point format. Operands are rounded to it after the codes that a transform
 * asked for (code times scale); the host adds bias and scale in float32; results are rounded to the
 * format.
 */
final class FloatArithmetic implements Arithmetic {

  private final Dot dot;
  private final int bits;

  FloatArithmetic(Dot dot, int bits) {
    this.dot = dot;
    this.bits = bits;
  }

  @Override
  public Support supports(Operation operation) {
    return Support.yes();
  }

  @Override
  public int resultBits() {
    return bits;
  }

  @Override
  public Resident place(StaticMatmul matmul, Tensors tensors) {
    int columns = matmul.columns().size();
    float[] part = Float32Operations.part(matmul, tensors.get(matmul.weight().identity())).clone();
    for (int i = 0; i < part.length; i++) {
      int column = matmul.columns().from() + i % columns;
      part[i] = weight(part[i], column, matmul.weight().scales());
    }
    Dot.Matrix matrix = dot.prepare(part, matmul.rows().size(), columns);
    int width = columns * dot.sums();
    float[] bias =
        matmul.addsBias() && dot.sums() == 1
            ? tensors.get(matmul.bias().orElseThrow()).data()
            : new float[0];
    return (inputs, kept, random, ledger) -> {
      Block x = Rounding.activations(inputs.get(0), matmul.activations(), 1, dot::round);
      Block y = Block.zeros(x.segments(), width, bits);
      float[] row = new float[width];
      for (int r = 0; r < x.rows(); r++) {
        if (kept.keeps(r)) {
          matrix.multiply(x.data(), r * x.columns() + matmul.rows().from(), row);
          store(row, bias, matmul.columns().from(), y, r * width);
        }
      }
      return y;
    };
  }

  private float weight(float value, int column, Optional<Scales> scales) {
    if (scales.isEmpty()) {
      return dot.round(value);
    }
    float scale = scales.get().of(column);
    return dot.round(scale * Quantiser.code(value, scale, scales.get().largestCode()));
  }

  private void store(float[] row, float[] bias, int firstColumn, Block y, int at) {
    for (int c = 0; c < row.length; c++) {
      float sum = bias.length == 0 ? row[c] : row[c] + bias[firstColumn + c];
      y.data()[at + c] = dot.round(sum);
    }
  }

  @Override
  public Resident scratch(Operation operation) {
    if (operation instanceof DynamicMatmul matmul) {
      return (inputs, kept, random, ledger) -> dynamic(matmul, inputs, kept);
    } else if (operation instanceof Add) {
      return (inputs, kept, random, ledger) -> sum(inputs.get(0), inputs.get(1), kept);
    }
    throw new IllegalArgumentException("the device does not run " + operation.kind());
  }

  private Block sum(Block a, Block b, Selection kept) {
    Block y = Block.zeros(a.segments(), a.columns(), bits);
    for (int i = 0; i < y.data().length; i++) {
      if (kept.keeps(i / a.columns())) {
        y.data()[i] = dot.round(dot.round(a.data()[i]) + dot.round(b.data()[i]));
      }
    }
    return y;
  }

  /** Q and K have a scale per token, P one per token and head, V one per input and head. */
  private Block dynamic(DynamicMatmul matmul, List<Block> inputs, Selection kept) {
    boolean scores = matmul.product() == DynamicKind.SCORES;
    Optional<ActivationFormat> format = matmul.activations();
    Optional<ActivationFormat> ofRight =
        scores
            ? format
            : format.map(f -> new ActivationFormat(f.bits(), ActivationFormat.Scope.TENSOR));
    int slices = scores ? 1 : matmul.heads();
    Block left = Rounding.activations(inputs.get(0), format, slices, dot::round);
    Block right = Rounding.activations(inputs.get(1), ofRight, slices, dot::round);
    Segments segments = left.segments();
    int width = scores ? segments.longest() : matmul.headSize();
    Block y = Block.zeros(segments, matmul.heads() * width * dot.sums(), bits);
    for (int s = 0; s < segments.count(); s++) {
      for (int h = 0; h < matmul.heads(); h++) {
        HeadMatrix head = HeadMatrix.of(matmul, right, s, h);
        Dot.Matrix matrix = dot.prepare(head.rowMajor(), head.rows(), head.columns());
        rows(matmul, left, y, s, h, head, matrix, kept);
      }
    }
    return y;
  }

  private void rows(
      DynamicMatmul matmul,
      Block left,
      Block y,
      int segment,
      int head,
      HeadMatrix shape,
      Dot.Matrix matrix,
      Selection kept) {
    boolean scaled = matmul.product() == DynamicKind.SCORES && dot.sums() == 1;
    int stride = left.columns() / matmul.heads();
    int width = y.columns() / matmul.heads();
    float[] row = new float[shape.columns() * dot.sums()];
    Segments segments = left.segments();
    for (int r = segments.start(segment); r < segments.start(segment + 1); r++) {
      if (kept.keeps(r)) {
        matrix.multiply(left.data(), r * left.columns() + head * stride, row);
        for (int c = 0; c < row.length; c++) {
          float value = scaled ? row[c] * matmul.scale() : row[c];
          y.data()[r * y.columns() + head * width + c] = dot.round(value);
        }
      }
    }
  }
}
