package org.bitline.device.reram;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.ConverterRange;
import org.bitline.device.reram.array.PulseTally;
import org.bitline.device.reram.array.RangeFinder;
import org.bitline.device.reram.array.Weights;

/** A product of two activations: the right one is programmed, per input and per head. */
final class DynamicProduct implements Resident {

  private final DynamicMatmul matmul;
  private final ReramParameters p;
  private final Programmer programmer;
  private final Counts counts;
  private final InputLimit limit;
  private final Optional<ConverterRange.Calibrated> ranges;
  private final RandomStream placing;

  /**
   * @param placing the stream that the operation was made ready with
   */
  DynamicProduct(DynamicMatmul matmul, Programmer programmer, Counts counts, RandomStream placing) {
    this(
        matmul,
        programmer,
        counts,
        placing,
        InputLimit.of(programmer.p().input()),
        Optional.empty());
  }

  private DynamicProduct(
      DynamicMatmul matmul,
      Programmer programmer,
      Counts counts,
      RandomStream placing,
      InputLimit limit,
      Optional<ConverterRange.Calibrated> ranges) {
    this.matmul = matmul;
    // What is programmed at run time is not seen again.
    this.programmer = programmer.uncached();
    this.p = this.programmer.p();
    this.counts = counts;
    this.placing = placing;
    this.limit = limit;
    this.ranges = ranges;
  }

  /** With converter ranges for normal operands and inputs, where parameters ask for that. */
  DynamicProduct ranged() {
    Calibration calibration = new Calibration(p);
    if (!calibration.converter() || calibration.wantsInputs()) {
      return this;
    }
    boolean scores = matmul.product() == DynamicKind.SCORES;
    int rows = scores ? matmul.headSize() : p.array().rows();
    int columns = scores ? p.array().columns() : matmul.headSize();
    float[] normal = new float[rows * columns];
    RandomStream random = placing.at("calibration");
    random.at("operand").gaussians(0, normal, 0, normal.length);
    Programmed product =
        programmed(new Tensor("operand", rows, columns, normal), random, 0, random);
    RangeFinder finder = calibration.finder();
    if (product instanceof ExactProduct exact) {
      calibration.synthetic(exact, inputBits(), finder, random);
    }
    return finder.ready() ? with(limit, finder) : this;
  }

  /** Whether arrays collapse depends on the operand, and is not told. */
  @Override
  public List<String> notes() {
    List<String> notes =
        new ArrayList<>(HowComputed.wires(programmer.design(p.weights().bits(), inputBits())));
    if (p.fidelity() == ReramParameters.Fidelity.STATISTICAL) {
      notes.add(HowComputed.STATISTICAL);
    }
    return notes;
  }

  private DynamicProduct with(InputLimit full, RangeFinder finder) {
    Optional<ConverterRange.Calibrated> found =
        finder.ready() ? Optional.of(new Calibration(p).ranges(finder)) : ranges;
    return new DynamicProduct(matmul, programmer, counts, placing, full, found);
  }

  private int inputBits() {
    return matmul.activations().map(ActivationFormat::bits).orElse(p.input().bits());
  }

  @Override
  public Resident calibrated(List<List<Block>> samples) {
    Calibration calibration = new Calibration(p);
    if (!calibration.wantsInputs() || samples.isEmpty()) {
      return this;
    }
    InputLimit full =
        limit.known()
            ? limit
            : InputLimit.of(samples.stream().map(s -> s.get(0)).toList(), p.input().percentile());
    RangeFinder finder = calibration.finder();
    if (calibration.converter()) {
      for (int i = 0; i < samples.size(); i++) {
        observe(samples.get(i), full, finder, placing.at("calibration").at(i));
      }
    }
    return with(full, finder);
  }

  private void observe(
      List<Block> inputs, InputLimit full, RangeFinder finder, RandomStream random) {
    Block left = inputs.get(0);
    Segments segments = left.segments();
    for (int s = 0; s < segments.count(); s++) {
      int[] rows = IntStream.range(segments.start(s), segments.start(s + 1)).toArray();
      for (int h = 0; h < matmul.heads(); h++) {
        RandomStream own = random.at(segments.key(s)).at(h);
        Tensor operand = operand(inputs.get(1), s, h);
        if (programmed(operand, own, h, random) instanceof ExactProduct exact) {
          InputCodes x = codes(left, rows, h, operand.rows(), full);
          exact.observe(x, finder, row -> own.at("read").at(row - (long) rows[0]));
        }
      }
    }
  }

  /**
   * Programs an operand.
   *
   * @param random of its cells
   * @param arrays of what is wrong with arrays, the same for all inputs
   */
  private Programmed programmed(
      Tensor operand, RandomStream random, int head, RandomStream arrays) {
    return Calibration.with(
        programmer.program(codes(operand), inputBits(), place(operand, head, arrays), random),
        ranges);
  }

  /** What each row of an operand's cells conducts. */
  private double[] siemens(Tensor operand, RandomStream random, int head, RandomStream arrays) {
    return programmer.siemens(codes(operand), inputBits(), place(operand, head, arrays), random);
  }

  /** The pulses that programming an operand takes, where they are verified. */
  private Optional<PulseTally> tally(
      Tensor operand, RandomStream random, int head, RandomStream arrays) {
    ArrayDesign design = programmer.design(p.weights().bits(), inputBits());
    if (design.imperfections().verify().isEmpty()) {
      return Optional.empty();
    }
    Weights weights = place(operand, head, arrays).of(codes(operand));
    return Optional.of(PulseTally.of(design, weights, random, Designs.apart(p)));
  }

  private WeightCodes codes(Tensor operand) {
    return WeightCodes.of(
        operand, Range.all(operand.rows()), Range.all(operand.columns()), Optional.empty(), p);
  }

  private static Place place(Tensor operand, int head, RandomStream arrays) {
    return new Place(0, 0, operand.columns(), Optional.of(arrays.at("arrays").at(head)));
  }

  private Tensor operand(Block right, int segment, int head) {
    return matmul.product() == DynamicKind.SCORES
        ? keys(right, segment, head)
        : values(right, segment, head);
  }

  /** A head's inputs, of rows of one segment. */
  private InputCodes codes(Block left, int[] rows, int head, int size, InputLimit full) {
    boolean scores = matmul.product() == DynamicKind.SCORES;
    int from = head * (scores ? matmul.headSize() : left.segments().longest());
    Block part = columns(left, rows, from, size);
    int[] all = IntStream.range(0, rows.length).toArray();
    return InputCodes.of(part, all, 0, size, matmul.activations(), p.input(), full).at(rows);
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
      HeadArrays arrays = new HeadArrays(matmul, p);
      int slowest = 0;
      for (int h = 0; h < matmul.heads(); h++) {
        Tensor operand = operand(right, s, h);
        Optional<PulseTally> tally = tally(operand, input.at(h), h, random);
        slowest = Math.max(slowest, tally.map(PulseTally::worst).orElse(0));
        head(left, operand, s, h, rows, random, input.at(h), tally, y, ledger);
      }
      int length = segments.length(s);
      double worst = slowest > 0 ? arrays.turns(length) * slowest : arrays.worstWrites(length);
      ledger.max(Roles.CELL, "write", worst);
    }
    return y;
  }

  private void head(
      Block left,
      Tensor operand,
      int segment,
      int head,
      int[] rows,
      RandomStream arrays,
      RandomStream random,
      Optional<PulseTally> tally,
      Block y,
      Ledger ledger) {
    boolean scores = matmul.product() == DynamicKind.SCORES;
    Segments segments = left.segments();
    Programmed product = programmed(operand, random, head, arrays);
    Geometry g = product.geometry();
    Programming programming =
        tally
            .map(t -> Programming.recorded(g, t))
            .orElseGet(() -> Programming.expected(g, p.weights().bits(), p));
    counts.program(programming, 1, ledger);
    int to = head * (scores ? segments.longest() : matmul.headSize());
    InputCodes x = codes(left, rows, head, operand.rows(), limit);
    int start = segments.start(segment);
    long ones =
        product.run(
            x,
            scores ? matmul.scale() : 1f,
            y,
            to,
            row -> random.at("read").at(row - (long) start));
    Reading reading =
        counts.conducts()
            ? Reading.of(x, ones, siemens(operand, random, head, arrays), p)
            : Reading.of(rows.length, ones);
    int[] places = IntStream.of(rows).map(row -> row - start).toArray();
    new HeadArrays(matmul, p)
        .reads(segments.length(segment), places)
        .forEach(
            (read, some) -> {
              Geometry part = read.geometry();
              double cells = (double) part.columns() / g.columns();
              counts.product(part, x.bits(), reading.part(some, cells), ledger);
              counts.clipped(product, part, some, x.bits(), ledger);
            });
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
