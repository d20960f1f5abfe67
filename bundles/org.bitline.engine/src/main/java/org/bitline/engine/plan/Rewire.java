package org.bitline.engine.plan;

import java.util.List;
import java.util.Map;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Activation;
import org.bitline.api.workload.Operation.Add;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Embedding;
import org.bitline.api.workload.Operation.Gather;
import org.bitline.api.workload.Operation.LayerNorm;
import org.bitline.api.workload.Operation.Pool;
import org.bitline.api.workload.Operation.Reduce;
import org.bitline.api.workload.Operation.Softmax;
import org.bitline.api.workload.Operation.StaticMatmul;

/** The same operation with inputs of other names. */
final class Rewire {

  private Rewire() {}

  static Operation inputs(Operation operation, Map<String, String> names) {
    if (operation.inputs().stream().noneMatch(names::containsKey)) {
      return operation;
    }
    List<String> in = operation.inputs().stream().map(i -> names.getOrDefault(i, i)).toList();
    String first = in.get(0);
    if (operation instanceof StaticMatmul o) {
      return new StaticMatmul(
          o.id(), o.layer(), first, o.weight(), o.bias(), o.rows(), o.columns(), o.activations());
    } else if (operation instanceof DynamicMatmul o) {
      return new DynamicMatmul(
          o.id(),
          o.layer(),
          o.product(),
          first,
          in.get(1),
          o.heads(),
          o.headSize(),
          o.scale(),
          o.activations(),
          o.attention());
    } else if (operation instanceof Softmax o) {
      return new Softmax(o.id(), o.layer(), first, o.heads(), o.attention());
    } else if (operation instanceof LayerNorm o) {
      return new LayerNorm(o.id(), o.layer(), first, o.gamma(), o.beta(), o.epsilon(), o.columns());
    } else if (operation instanceof Activation o) {
      return new Activation(o.id(), o.layer(), first, o.function(), o.columns());
    } else if (operation instanceof Add o) {
      return new Add(o.id(), o.layer(), first, in.get(1), o.columns());
    } else if (operation instanceof Gather o) {
      return new Gather(o.id(), o.layer(), in, o.columns());
    } else if (operation instanceof Reduce o) {
      return new Reduce(o.id(), o.layer(), in, o.columns());
    } else if (operation instanceof Pool o) {
      return new Pool(o.id(), o.layer(), first, o.pooling(), o.columns());
    } else if (operation instanceof Embedding) {
      return operation;
    }
    throw new IllegalStateException(operation.kind());
  }
}
