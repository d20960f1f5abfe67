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
  private final Product product;
  private final float[] bias;
  private final int inputBits;
  private final Counts counts;

  StaticProduct(StaticMatmul matmul, Product product, float[] bias, int inputBits, Counts counts) {
    this.matmul = matmul;
    this.product = product;
    this.bias = bias;
    this.inputBits = inputBits;
    this.counts = counts;
  }

  @Override
  public Block run(List<Block> inputs, Selection kept, RandomStream random, Ledger ledger) {
    Block x = inputs.get(0);
    Block y = Block.zeros(x.segments(), matmul.columns().size(), Counts.RESULT_BITS);
    int[] rows = IntStream.range(0, x.rows()).filter(kept::keeps).toArray();
    InputCodes codes =
        InputCodes.of(
            x, rows, matmul.rows().from(), matmul.rows().size(), matmul.activations(), inputBits);
    long ones = product.run(codes, 1f, y, 0);
    counts.product(product.geometry(), rows.length, codes.bits(), (double) ones, ledger);
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
