package org.bitline.device.reram;

import java.util.List;
import java.util.stream.IntStream;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Selection;
import org.bitline.api.workload.Operation.StaticMatmul;

/** A weight matrix, programmed once. */
final class StaticProduct implements Resident {

  private final StaticMatmul matmul;
  private final Programmed product;
  private final float[] bias;
  private final ReramParameters.Input input;
  private final Counts counts;

  StaticProduct(
      StaticMatmul matmul,
      Programmed product,
      float[] bias,
      ReramParameters.Input input,
      Counts counts) {
    this.matmul = matmul;
    this.product = product;
    this.bias = bias;
    this.input = input;
    this.counts = counts;
  }

  @Override
  public Block run(List<Block> inputs, Selection kept, RandomStream random, Ledger ledger) {
    Block x = inputs.get(0);
    Block y = Block.zeros(x.segments(), matmul.columns().size(), Counts.RESULT_BITS);
    int[] rows = IntStream.range(0, x.rows()).filter(kept::keeps).toArray();
    InputCodes codes =
        InputCodes.of(
            x, rows, matmul.rows().from(), matmul.rows().size(), matmul.activations(), input);
    long ones = product.run(codes, 1f, y, 0, row -> TokenStreams.of(random, x.segments(), row));
    counts.product(product.geometry(), rows.length, codes.bits(), (double) ones, ledger);
    counts.clipped(product, rows.length, codes.bits(), ledger);
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
}
