package org.bitline.engine.execute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Selection;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation;

/** Some operations on devices, all others in float32; what no device touches is not run again. */
final class PartialRun {

  private final Reference reference;

  PartialRun(Reference reference) {
    this.reference = reference;
  }

  /** An operation on a device, with the stream of its run. */
  record Placed(Resident resident, RandomStream random) {}

  /** A batch with the float32 result of each of its operations. */
  record Known(Batch batch, Map<String, Block> values) {}

  /** The exact inputs of an operation. */
  List<Block> inputs(Known known, Operation operation) {
    return operation.inputs().stream().map(input -> exact(known, input)).toList();
  }

  private static Block exact(Known known, String input) {
    return input.equals(Graph.INPUT) ? known.batch().block() : known.values().get(input);
  }

  /** The workload's output. */
  Block run(Known known, Map<String, Placed> placed) {
    Map<String, Block> changed = new HashMap<>();
    for (Operation operation : reference.workload().graph().operations()) {
      Placed device = placed.get(operation.id());
      boolean touched = operation.inputs().stream().anyMatch(changed::containsKey);
      if (device == null && !touched) {
        continue;
      }
      List<Block> inputs = new ArrayList<>();
      for (String input : operation.inputs()) {
        Block exact = input.equals(Graph.INPUT) ? known.batch().block() : known.values().get(input);
        inputs.add(changed.getOrDefault(input, exact));
      }
      changed.put(
          operation.id(),
          device == null
              ? reference.run(operation, inputs)
              : device.resident().run(inputs, Selection.all(), device.random(), NoLedger.INSTANCE));
    }
    String output = reference.workload().graph().output();
    return changed.getOrDefault(output, known.values().get(output));
  }
}
