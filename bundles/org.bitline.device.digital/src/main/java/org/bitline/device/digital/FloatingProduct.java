package org.bitline.device.digital;

import java.util.List;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.numerics.Float32Operations;

/**
 * A product of 16-bit floating-point numbers: operands rounded, products added in float32 with one
 * rounding per term, inputs in ascending order (a weight stationary array adds its folds' sums
 * instead, which rounds differently in the last bits), bias in float32, results rounded or kept.
 */
final class FloatingProduct implements Resident {

  private final NumberFormat format;
  private final int resultBits;
  private final Resident exact;

  FloatingProduct(
      Operation operation,
      Tensors tensors,
      NumberFormat format,
      int resultBits,
      Float32Operations float32) {
    this.format = format;
    this.resultBits = resultBits;
    this.exact = float32.prepare(operation, rounded(operation, tensors));
  }

  /** The same tensors, but for the operation's weight. */
  private Tensors rounded(Operation operation, Tensors tensors) {
    if (!(operation instanceof StaticMatmul matmul)) {
      return tensors;
    }
    String identity = matmul.weight().identity();
    Tensor whole = tensors.get(identity);
    Tensor weight =
        new Tensor(identity, whole.rows(), whole.columns(), format.rounded(whole.data()));
    return new Tensors() {
      @Override
      public boolean present() {
        return tensors.present();
      }

      @Override
      public Tensor get(String name) {
        return name.equals(identity) ? weight : tensors.get(name);
      }
    };
  }

  @Override
  public Block run(List<Block> inputs, Selection kept, RandomStream random, Ledger ledger) {
    List<Block> operands =
        inputs.stream()
            .map(x -> new Block(x.segments(), x.columns(), 16, format.rounded(x.data())))
            .toList();
    Block y = exact.run(operands, kept, random, ledger).withBits(resultBits);
    if (resultBits == 16) {
      for (int i = 0; i < y.data().length; i++) {
        y.data()[i] = format.round(y.data()[i]);
      }
    }
    return y;
  }
}
