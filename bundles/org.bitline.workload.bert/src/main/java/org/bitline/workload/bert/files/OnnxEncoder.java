package org.bitline.workload.bert.files;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitline.workload.bert.encoder.Names;

/**
 * Finds BERT's weight matrices in an exported ONNX graph.
 *
 * <p>PyTorch's exporter folds the transpose of each nn.Linear into a constant without a name. Its
 * product is found by the sum that takes it and the named bias; failing that, by the name of the
 * node ({@code /encoder/layer.0/attention/self/query/MatMul}).
 */
final class OnnxEncoder {

  private static final Set<String> PRODUCTS = Set.of("MatMul", "Gemm");

  private final OnnxIndex index;
  private final OnnxTensors tensors;

  OnnxEncoder(OnnxIndex index, OnnxTensors tensors) {
    this.index = index;
    this.tensors = tensors;
  }

  /** The tensor of that identity, named or not. */
  Optional<StoredTensor> tensor(String identity) {
    if ((identity.startsWith("encoder.") && identity.endsWith(".dense.weight"))
        || (identity.contains(".attention.self.") && identity.endsWith(".weight"))) {
      return matrix(identity.substring(0, identity.length() - ".weight".length()));
    }
    return index
        .named(identity)
        .or(() -> anonymousBias(identity))
        .map(tensor -> tensors.stored(tensor, false));
  }

  /** The value that carries a module's result, bias included. */
  Optional<String> result(String module) {
    return product(module).map(this::afterBias);
  }

  /** The node that multiplies by a module's matrix. */
  Optional<NodeProto> product(String module) {
    return index
        .valueOf(Names.bias(module))
        .flatMap(this::productWithBias)
        .or(() -> index.inModule(module, "MatMul"))
        .or(() -> index.inModule(module, "Gemm"));
  }

  private Optional<StoredTensor> matrix(String module) {
    return product(module).filter(node -> node.getInputCount() >= 2).flatMap(this::operand);
  }

  private Optional<StoredTensor> operand(NodeProto product) {
    boolean transposed =
        OnnxIndex.attribute(product, "transB").map(AttributeProto::getI).orElse(0L) != 0;
    String value = product.getInput(1);
    Optional<NodeProto> made = index.producer(value);
    if (made.isPresent() && made.get().getOpType().equals("Transpose")) {
      transposed = !transposed;
      value = made.get().getInput(0);
    }
    boolean asApplied = !transposed;
    return index.constant(value).map(tensor -> tensors.stored(tensor, asApplied));
  }

  private Optional<NodeProto> productWithBias(String bias) {
    for (NodeProto node : index.consumers(bias)) {
      if (node.getOpType().equals("Gemm")) {
        return Optional.of(node);
      }
      Optional<NodeProto> product =
          node.getOpType().equals("Add") ? summand(node) : Optional.empty();
      if (product.isPresent()) {
        return product;
      }
    }
    return Optional.empty();
  }

  private Optional<NodeProto> summand(NodeProto add) {
    return add.getInputList().stream()
        .flatMap(input -> index.producer(input).stream())
        .filter(node -> PRODUCTS.contains(node.getOpType()))
        .findFirst();
  }

  private Optional<TensorProto> anonymousBias(String identity) {
    if (!identity.endsWith(".bias") || identity.endsWith("LayerNorm.bias")) {
      return Optional.empty();
    }
    Optional<NodeProto> product =
        product(identity.substring(0, identity.length() - ".bias".length()));
    if (product.isPresent() && product.get().getInputCount() == 3) {
      return index.constant(product.get().getInput(2));
    }
    return product
        .flatMap(this::sumOf)
        .flatMap(
            add ->
                add.getInputList().stream()
                    .flatMap(input -> index.initialiser(input).stream())
                    .findFirst());
  }

  private String afterBias(NodeProto product) {
    return sumOf(product).orElse(product).getOutput(0);
  }

  private Optional<NodeProto> sumOf(NodeProto product) {
    List<NodeProto> takers = index.consumers(product.getOutput(0));
    return takers.stream()
        .filter(node -> node.getOpType().equals("Add") && node.getOutputCount() == 1)
        .findFirst();
  }
}
