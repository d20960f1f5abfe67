package org.bitline.workload.bert.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Tensors;
import org.bitline.api.workload.TokenSequence;
import org.bitline.numerics.Float32Operations;
import org.bitline.numerics.KeyedStream;

/** Runs a graph in float32, operation by operation, and keeps every result. */
final class Float32Run {

  private static final int BITS = 32;

  private final Float32Operations operations;
  private final Tensors tensors;
  private final Graph graph;
  private final Map<String, Resident> residents = new LinkedHashMap<>();

  Float32Run(Float32Operations operations, Graph graph, Tensors tensors) {
    this.operations = operations;
    this.graph = graph;
    this.tensors = tensors;
    for (Operation operation : graph.operations()) {
      residents.put(operation.id(), operations.prepare(operation, tensors));
    }
  }

  /** The result of every operation by its id; the graph's input is {@link Graph#INPUT}. */
  Map<String, Block> results(List<TokenSequence> inputs) {
    Map<String, Block> results = new LinkedHashMap<>();
    results.put(Graph.INPUT, block(inputs));
    for (Operation operation : graph.operations()) {
      results.put(operation.id(), run(residents.get(operation.id()), operation, results));
    }
    return results;
  }

  /** The result of an operation that is not in the graph, on results of those that are. */
  Block extra(Operation operation, Map<String, Block> results) {
    return run(operations.prepare(operation, tensors), operation, results);
  }

  private static Block run(Resident resident, Operation operation, Map<String, Block> results) {
    List<Block> blocks = new ArrayList<>();
    operation.inputs().forEach(input -> blocks.add(results.get(input)));
    // an exact product draws no random number and has no activity to write down
    RandomStream unused = KeyedStream.of(0);
    return resident.run(blocks, Selection.all(), unused, NoLedger.INSTANCE);
  }

  /** Rows of token id, position and type; all texts are of type 0. */
  private static Block block(List<TokenSequence> inputs) {
    Segments segments =
        new Segments(
            inputs.stream().mapToLong(TokenSequence::key).toArray(),
            inputs.stream().mapToInt(input -> input.ids().length).toArray(),
            inputs.stream().mapToInt(TokenSequence::valid).toArray());
    Block block = Block.zeros(segments, 3, BITS);
    for (int i = 0; i < inputs.size(); i++) {
      int[] ids = inputs.get(i).ids();
      for (int position = 0; position < ids.length; position++) {
        int row = segments.start(i) + position;
        block.data()[3 * row] = ids[position];
        block.data()[3 * row + 1] = position;
      }
    }
    return block;
  }

  private enum NoLedger implements Ledger {
    INSTANCE;

    @Override
    public void add(String component, String action, double amount) {}

    @Override
    public void max(String component, String action, double amount) {}

    @Override
    public void histogram(String component, String action, int bin, long count) {}
  }
}
