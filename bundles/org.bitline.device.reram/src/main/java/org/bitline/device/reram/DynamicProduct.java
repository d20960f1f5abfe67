package org.bitline.device.reram;

import java.util.List;
import java.util.stream.IntStream;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;

/** A product of two activations: the right one is programmed, per input and per head. */
final class DynamicProduct implements Resident {

  private final DynamicMatmul matmul;
  private final ReramParameters p;
  private final Programmer programmer;
  private final Counts counts;

  DynamicProduct(DynamicMatmul matmul, Programmer programmer) {
    this.matmul = matmul;
    this.p = programmer.p();
    this.programmer = programmer;
    this.counts = new Counts(p);
  }

  @Override
  public Block run(List<Block> inputs, Selection kept, RandomStream random, Ledger ledger) {
    Block left = inputs.get(0);
    Block right = inputs.get(1);
    Segments segments = left.segments();
    boolean scores = matmul.product() == DynamicKind.SCORES;
    int columns = matmul.heads() * (scores ? segments.longest() : matmul.headSize());
    Block y = Block.zeros(segments, columns, Counts.RESULT_BITS);
    for (int s = 0; s < segments.count(); s++) {
      int[] rows =
          IntStream.range(segments.start(s), segments.start(s + 1)).filter(kept::keeps).toArray();
      if (rows.length == 0) {
        continue;
      }
      RandomStream input = random.at(segments.key(s));
      for (int h = 0; h < matmul.heads(); h++) {
        head(left, right, s, h, rows, input.at(h), y, ledger);
      }
      double worst = new HeadArrays(matmul, p).worstWrites(segments.length(s));
      ledger.max(Roles.CELL, "write", worst);
    }
    return y;
  }

  private void head(
      Block left,
      Block right,
      int segment,
      int head,
      int[] rows,
      RandomStream random,
      Block y,
      Ledger ledger) {
    boolean scores = matmul.product() == DynamicKind.SCORES;
    Segments segments = left.segments();
    Tensor operand = scores ? keys(right, segment, head) : values(right, segment, head);
    WeightCodes codes =
        WeightCodes.of(
            operand,
            Range.all(operand.rows()),
            Range.all(operand.columns()),
            java.util.Optional.empty(),
            p);
    int bits = matmul.activations().map(ActivationFormat::bits).orElse(p.input().bits());
    Place whole = new Place(0, 0, operand.columns());
    Programmed product = programmer.program(codes, bits, whole, random);
    counts.program(product.geometry(), 1, ledger);
    int stride = segments.longest();
    int from = head * (scores ? matmul.headSize() : stride);
    int to = head * (scores ? stride : matmul.headSize());
    Block part = columns(left, rows, from, operand.rows());
    int[] all = IntStream.range(0, rows.length).toArray();
    InputCodes x = InputCodes.of(part, all, 0, operand.rows(), matmul.activations(), p.input());
    int start = segments.start(segment);
    long ones =
        product.run(
            x.at(rows),
            scores ? matmul.scale() : 1f,
            y,
            to,
            row -> random.at("read").at(row - (long) start));
    counts.product(product.geometry(), rows.length, x.bits(), (double) ones, ledger);
    counts.clipped(product, rows.length, x.bits(), ledger);
  }

  /** The columns of one head of some rows, as a block of one input. */
  private static Block columns(Block x, int[] rows, int from, int count) {
    Segments one = new Segments(new long[] {0}, new int[] {rows.length}, new int[] {rows.length});
    Block part = Block.zeros(one, count, x.bits());
    for (int v = 0; v < rows.length; v++) {
      System.arraycopy(x.data(), rows[v] * x.columns() + from, part.data(), v * count, count);
    }
    return part;
  }

  /** Kᵀ of a head: headSize × tokens. */
  private Tensor keys(Block k, int segment, int head) {
    int tokens = k.segments().length(segment);
    int size = matmul.headSize();
    float[] data = new float[size * tokens];
    for (int t = 0; t < tokens; t++) {
      int from = (k.segments().start(segment) + t) * k.columns() + head * size;
      for (int d = 0; d < size; d++) {
        data[d * tokens + t] = k.data()[from + d];
      }
    }
    return new Tensor("keys", size, tokens, data);
  }

  /** V of a head: tokens × headSize. */
  private Tensor values(Block v, int segment, int head) {
    int tokens = v.segments().length(segment);
    int size = matmul.headSize();
    float[] data = new float[tokens * size];
    for (int t = 0; t < tokens; t++) {
      int from = (v.segments().start(segment) + t) * v.columns() + head * size;
      System.arraycopy(v.data(), from, data, t * size, size);
    }
    return new Tensor("values", tokens, size, data);
  }
}
