package org.bitline.engine.execute;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Selection;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Workload;
import org.bitline.numerics.Float32Operations;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.MatrixKernels;

/** A workload in float32. */
final class Reference {

  private final Workload workload;
  private final Map<String, Resident> residents = new LinkedHashMap<>();

  Reference(Workload workload, MatrixKernels kernels) {
    this.workload = workload;
    Float32Operations operations = new Float32Operations(kernels);
    for (Operation operation : workload.graph().operations()) {
      residents.put(operation.id(), operations.prepare(operation, workload.tensors()));
    }
  }

  Workload workload() {
    return workload;
  }

  /** The result of every operation for a block of token ids. */
  Map<String, Block> run(Block tokens) {
    Map<String, Block> values = new HashMap<>();
    values.put(Graph.INPUT, tokens);
    for (Operation operation : workload.graph().operations()) {
      List<Block> inputs = operation.inputs().stream().map(values::get).toList();
      values.put(operation.id(), run(operation, inputs));
    }
    values.remove(Graph.INPUT);
    return values;
  }

  /** One operation. */
  Block run(Operation operation, List<Block> inputs) {
    return residents
        .get(operation.id())
        .run(inputs, Selection.all(), KeyedStream.of(0), NoLedger.INSTANCE);
  }
}
