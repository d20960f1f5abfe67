package org.bitline.workload.bert.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.tensor.Block;
import org.bitline.api.workload.TokenSequence;
import org.bitline.workload.bert.encoder.BertGraph;

/** Sentences with token ids, unit embedding and the last hidden state of [CLS]. */
final class SentenceCases {

  /** Tolerances that the reference files' README states: on unit embeddings, on hidden states. */
  private static final double EMBEDDING_TOLERANCE = 1e-5;

  private static final double HIDDEN_TOLERANCE = 1e-4;

  private final GoldenFile golden;
  private final LoadedEncoder encoder;

  SentenceCases(GoldenFile golden, LoadedEncoder encoder) {
    this.golden = golden;
    this.encoder = encoder;
  }

  void run(Consumer<CaseOutcome> outcomes) {
    for (int i = 0; i < golden.json().path("sentences").size(); i++) {
      outcomes.accept(sentence(i));
    }
  }

  private CaseOutcome sentence(int i) {
    String at = "/sentences/" + i;
    Comparison comparison = new Comparison(golden.name() + "/" + i);
    TokenSequence input = encoder.encode(golden.text(at + "/text"));
    double[] ids = Arrays.stream(input.ids()).asDoubleStream().toArray();
    comparison.equal("token ids", Arrays.equals(ids, golden.numbers(at + "/input_ids")));
    Map<String, Block> results = encoder.run().results(List.of(input));
    compare(comparison, results, "embedding", BertGraph.POOL, EMBEDDING_TOLERANCE, at);
    compare(
        comparison,
        results,
        "last_hidden_state_cls",
        BertGraph.lastHiddenState(encoder.config()),
        HIDDEN_TOLERANCE,
        at);
    return comparison.outcome();
  }

  /** Compares the first row of a result: the pooled vector, or the first token's. */
  private void compare(
      Comparison comparison,
      Map<String, Block> results,
      String field,
      String operation,
      double tolerance,
      String at) {
    double[] expected = golden.numbers(at + "/" + field);
    if (expected.length != encoder.config().hidden()) {
      throw golden.problem(
          at + "/" + field,
          "found " + expected.length + " values; the model has " + encoder.config().hidden() + ".");
    }
    comparison.close(field, results.get(operation).data(), 0, expected, tolerance);
  }
}
