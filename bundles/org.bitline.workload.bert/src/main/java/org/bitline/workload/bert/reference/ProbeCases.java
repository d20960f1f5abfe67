package org.bitline.workload.bert.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.tensor.Block;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.TokenSequence;
import org.bitline.workload.bert.encoder.Names;

/** Every static matmul of one sentence, before its bias: first channels, largest value, rms. */
final class ProbeCases {

  /** Share of a product's largest magnitude that the reference files' README allows. */
  private static final double TOLERANCE = 1e-4;

  private final GoldenFile golden;
  private final LoadedEncoder encoder;

  ProbeCases(GoldenFile golden, LoadedEncoder encoder) {
    this.golden = golden;
    this.encoder = encoder;
  }

  void run(Consumer<CaseOutcome> outcomes) {
    TokenSequence input = encoder.encode(golden.text("/text"));
    Map<String, Block> results = encoder.run().results(List.of(input));
    golden
        .json()
        .path("matmuls")
        .fieldNames()
        .forEachRemaining(module -> outcomes.accept(probe(module, results)));
  }

  private CaseOutcome probe(String module, Map<String, Block> results) {
    String at = "/matmuls/" + module;
    StaticMatmul withoutBias = withoutBias(module, at);
    Block in = results.get(withoutBias.input());
    Block out = encoder.run().extra(withoutBias, results);
    double[] shape = golden.numbers(at + "/in_shape");
    double[] channels = golden.numbers(at + "/first8");
    double largest = golden.number(at + "/out_absmax");
    double tolerance = TOLERANCE * largest;
    if (channels.length > out.columns()) {
      throw golden.problem(at + "/first8", "more values than the product has columns.");
    }
    Comparison comparison = new Comparison(golden.name() + "/" + module);
    comparison.equal(
        "input shapes", shape.length == 2 && shape[0] == in.rows() && shape[1] == in.columns());
    comparison.close("first8", out.data(), 0, channels, tolerance);
    comparison.close("out_absmax", Math.abs(largest(out) - largest), tolerance);
    comparison.close("out_rms", Math.abs(rms(out) - golden.number(at + "/out_rms")), tolerance);
    double inLargest = golden.number(at + "/in_absmax");
    comparison.close("in_absmax", Math.abs(largest(in) - inLargest), TOLERANCE * inLargest);
    return comparison.outcome();
  }

  private StaticMatmul withoutBias(String module, String at) {
    for (Operation operation : encoder.graph().operations()) {
      if (operation instanceof StaticMatmul matmul
          && matmul.weight().identity().equals(Names.weight(module))) {
        return new StaticMatmul(
            matmul.id() + ".product",
            matmul.layer(),
            matmul.input(),
            matmul.weight(),
            Optional.empty(),
            matmul.rows(),
            matmul.columns(),
            Optional.empty());
      }
    }
    throw golden.problem(at, "the model has no such matrix.");
  }

  private static double largest(Block block) {
    double largest = 0;
    for (float value : block.data()) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double rms(Block block) {
    double squares = 0;
    for (float value : block.data()) {
      squares += (double) value * value;
    }
    return Math.sqrt(squares / block.data().length);
  }
}
