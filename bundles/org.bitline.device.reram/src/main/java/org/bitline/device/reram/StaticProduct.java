package org.bitline.device.reram;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Selection;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.device.reram.array.RangeFinder;

/** A weight matrix, programmed once. */
final class StaticProduct implements Resident {

  private final StaticMatmul matmul;
  private final Programmed product;
  private final float[] bias;
  private final ReramParameters p;
  private final Counts counts;
  private final InputLimit limit;
  private final RandomStream placing;
  private final double[] siemens;

  /**
   * @param limit full scale of a calibrated input range
   * @param placing the stream that the weight was placed with
   * @param siemens what each row conducts, where cells are priced by it
   */
  StaticProduct(
      StaticMatmul matmul,
      Programmed product,
      float[] bias,
      ReramParameters p,
      Counts counts,
      InputLimit limit,
      RandomStream placing,
      double[] siemens) {
    this.matmul = matmul;
    this.product = product;
    this.bias = bias;
    this.p = p;
    this.counts = counts;
    this.limit = limit;
    this.placing = placing;
    this.siemens = siemens;
  }

  @Override
  public List<String> notes() {
    return product.notes();
  }

  @Override
  public Block run(List<Block> inputs, Selection kept, RandomStream random, Ledger ledger) {
    Block x = inputs.get(0);
    Block y = Block.zeros(x.segments(), matmul.columns().size(), Counts.RESULT_BITS);
    int[] rows = IntStream.range(0, x.rows()).filter(kept::keeps).toArray();
    InputCodes codes = codes(x, rows, limit);
    long ones = product.run(codes, 1f, y, 0, row -> TokenStreams.of(random, x.segments(), row));
    Reading reading =
        counts.conducts() ? Reading.of(codes, ones, siemens, p) : Reading.of(rows.length, ones);
    counts.product(product.geometry(), codes.bits(), reading, ledger);
    counts.clipped(product, product.geometry(), rows.length, codes.bits(), ledger);
    if (bias.length > 0) {
      for (int row : rows) {
        for (int c = 0; c < y.columns(); c++) {
          y.data()[row * y.columns() + c] += bias[matmul.columns().from() + c];
        }
      }
      counts.bias(rows.length, y.columns(), ledger);
    }
    return y;
  }

  private InputCodes codes(Block x, int[] rows, InputLimit full) {
    return InputCodes.of(
        x, rows, matmul.rows().from(), matmul.rows().size(), matmul.activations(), p.input(), full);
  }

  @Override
  public Resident calibrated(List<List<Block>> samples) {
    Calibration calibration = new Calibration(p);
    if (!calibration.wantsInputs() || samples.isEmpty()) {
      return this;
    }
    List<Block> blocks = samples.stream().map(s -> s.get(0)).toList();
    InputLimit full = limit.known() ? limit : InputLimit.of(blocks, p.input().percentile());
    Programmed ranged = product;
    if (calibration.converter() && product instanceof ExactProduct exact) {
      RangeFinder finder = calibration.finder();
      for (int i = 0; i < blocks.size(); i++) {
        Block x = blocks.get(i);
        RandomStream reads = placing.at("calibration").at(i);
        IntFunction<RandomStream> noise = row -> TokenStreams.of(reads, x.segments(), row);
        exact.observe(codes(x, IntStream.range(0, x.rows()).toArray(), full), finder, noise);
      }
      ranged = Calibration.with(product, Optional.of(calibration.ranges(finder)));
    }
    return new StaticProduct(matmul, ranged, bias, p, counts, full, placing, siemens);
  }
}
