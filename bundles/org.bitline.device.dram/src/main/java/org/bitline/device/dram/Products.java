package org.bitline.device.dram;

import java.util.List;
import java.util.Optional;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.numerics.Float32Operations;
import org.bitline.numerics.Half;
import org.bitline.numerics.MatrixKernels;

/**
 * Outputs of the device: operands in FP16, products added in float32 in order of k, bias added in
 * float32 by the host, result in FP16.
 *
 * <p>Deviation from HBM2-PIM: its lanes round every product and every partial sum to FP16, and the
 * host adds the 16 lanes afterwards.
 */
final class Products {

  private final Float32Operations float32;

  Products(MatrixKernels kernels) {
    this.float32 = new Float32Operations(kernels);
  }

  Resident place(StaticMatmul matmul, Tensors tensors) {
    Tensor weight =
        HalfValues.weight(tensors.get(matmul.weight().identity()), matmul.weight().scales());
    Resident product = float32.prepare(matmul, new Replaced(tensors, weight));
    return (inputs, kept, random, ledger) -> {
      List<Block> operands = List.of(HalfValues.activations(inputs.get(0), matmul.activations()));
      charge(matmul, inputs.get(0).segments(), kept, ledger);
      return rounded(product.run(operands, kept, random, ledger));
    };
  }

  Resident dynamic(DynamicMatmul matmul) {
    Resident product = float32.prepare(matmul, NoTensors.INSTANCE);
    return (inputs, kept, random, ledger) -> {
      List<Block> operands = operands(matmul, inputs);
      charge(matmul, inputs.get(0).segments(), kept, ledger);
      return rounded(product.run(operands, kept, random, ledger));
    };
  }

  /** Q and K have a scale per token, P one per token and head, V one per input and head. */
  private static List<Block> operands(DynamicMatmul matmul, List<Block> inputs) {
    Optional<ActivationFormat> format = matmul.activations();
    if (format.isEmpty() || matmul.product() == DynamicKind.SCORES) {
      return inputs.stream().map(x -> HalfValues.activations(x, format)).toList();
    }
    ActivationFormat perInput =
        new ActivationFormat(format.get().bits(), ActivationFormat.Scope.TENSOR);
    return List.of(
        HalfValues.coded(inputs.get(0), format.get(), matmul.heads()),
        HalfValues.coded(inputs.get(1), perInput, matmul.heads()));
  }

  Resident sum(Operation.Add add) {
    Resident sum = float32.prepare(add, NoTensors.INSTANCE);
    return (inputs, kept, random, ledger) -> {
      List<Block> operands = inputs.stream().map(HalfValues::plain).toList();
      charge(add, inputs.get(0).segments(), kept, ledger);
      return rounded(sum.run(operands, kept, random, ledger));
    };
  }

  private static Block rounded(Block block) {
    float[] data = block.data();
    for (int i = 0; i < data.length; i++) {
      data[i] = Half.round(data[i]);
    }
    return block.withBits(PimUnit.ELEMENT_BITS);
  }

  private static void charge(
      Operation operation, Segments segments, Selection kept, Ledger ledger) {
    for (int s = 0; s < segments.count(); s++) {
      int rows = segments.length(s);
      if (kept.rows().isPresent()) {
        int start = segments.start(s);
        rows = kept.rows().get().get(start, start + rows).cardinality();
      }
      Counts.execution(operation, segments.length(s), rows, ledger);
    }
  }

  /** Tensors of which one is replaced by what the banks hold of it. */
  private record Replaced(Tensors others, Tensor one) implements Tensors {
    @Override
    public boolean present() {
      return others.present();
    }

    @Override
    public Tensor get(String identity) {
      return identity.equals(one.name()) ? one : others.get(identity);
    }
  }

  /** For operations without weights. */
  private enum NoTensors implements Tensors {
    INSTANCE;

    @Override
    public boolean present() {
      return false;
    }

    @Override
    public Tensor get(String identity) {
      throw new IllegalArgumentException("no tensor is called " + identity);
    }
  }
}
