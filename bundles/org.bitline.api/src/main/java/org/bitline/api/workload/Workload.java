package org.bitline.api.workload;

import java.util.Map;
import java.util.Optional;

/**
 * What is to be run: operations, weights, and how text becomes its input.
 *
 * @param name the model's name
 * @param graph its operations
 * @param tensors its weights
 * @param sequenceLength tokens of the input for which costs are stated
 * @param padding whether every input is padded to sequenceLength
 * @param tokenizer empty where the workload has shapes alone
 * @param facts what a report says of it (layers, hidden size, digest of the weights, …)
 */
public record Workload(
    String name,
    Graph graph,
    Tensors tensors,
    int sequenceLength,
    boolean padding,
    Optional<Tokenizer> tokenizer,
    Map<String, Object> facts) {

  /** The same workload with another graph. */
  public Workload with(Graph other) {
    return new Workload(name, other, tensors, sequenceLength, padding, tokenizer, facts);
  }
}
