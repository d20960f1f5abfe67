package org.bitline.workload.bert.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.InputProblem;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;
import org.bitline.api.tensor.Block;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation.Pooling;
import org.bitline.api.workload.TokenSequence;
import org.bitline.api.workload.Workload;
import org.bitline.numerics.Float32Operations;
import org.bitline.numerics.ScalarKernels;
import org.bitline.workload.bert.BertParameters;
import org.bitline.workload.bert.BertProvider;
import org.bitline.workload.bert.OnnxWriter;
import org.bitline.workload.bert.TestInstallation;
import org.bitline.workload.bert.TinyBert;
import org.bitline.workload.bert.encoder.BertGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole FP32 path on a tiny BERT, held against a double-precision encoder of the tests' own.
 */
class ModelReferenceSuiteTest {

  private static final String TEXT = "the red cat sat on the mat, walking!";

  @TempDir Path home;

  private final TinyBert bert = new TinyBert(21);
  private int[] ids;
  private double[] embedding;
  private double[] first;

  @BeforeEach
  void computeTheReference() {
    bert.writeFolder(home.resolve("models/tiny"));
    ids = sequence(load("tiny", 32, false)).ids();
    DoubleBert reference = new DoubleBert(TinyBert.CONFIG, bert.tensors());
    embedding = reference.embedding(ids);
    first = reference.hidden(ids)[0];
  }

  @Test
  void aSentenceThatAgreesPasses() {
    CaseOutcome outcome = run(golden(ids, embedding, first)).get(0);
    assertEquals(Status.PASS, outcome.status(), outcome::detail);
    assertEquals("golden/0", outcome.id());
    assertTrue(outcome.detail().contains("(tolerance 1.0e-05)"), outcome::detail);
  }

  @Test
  void aSentenceThatDiffersInAnythingFails() {
    embedding[5] += 2e-5;
    assertEquals(Status.FAIL, run(golden(ids, embedding, first)).get(0).status());
    embedding[5] -= 2e-5;
    first[3] -= 2e-4;
    assertEquals(Status.FAIL, run(golden(ids, embedding, first)).get(0).status());
    first[3] += 2e-4;
    ids[2]++;
    CaseOutcome outcome = run(golden(ids, embedding, first)).get(0);
    assertEquals(Status.FAIL, outcome.status());
    assertTrue(outcome.detail().startsWith("token ids differ, embedding error"), outcome::detail);
  }

  @Test
  void aProbedProductIsComparedBeforeItsBias() {
    Workload workload = load("tiny", 32, false);
    Map<String, Block> results = results(workload, List.of(sequence(workload)));
    Block ffn1 = results.get("layer.1.ffn1");
    float[] bias = bert.tensors().get("encoder.layer.1.intermediate.dense.bias").values();
    double largest = 0;
    double squares = 0;
    for (int i = 0; i < ffn1.data().length; i++) {
      double product = ffn1.data()[i] - bias[i % 64];
      largest = Math.max(largest, Math.abs(product));
      squares += product * product;
    }
    double inLargest = 0;
    for (float value : results.get("layer.1.norm1").data()) {
      inLargest = Math.max(inLargest, Math.abs(value));
    }
    double channel = ffn1.data()[0] - bias[0];
    String golden =
        """
        {"model": "tiny", "text": "%s", "matmuls": {"encoder.layer.1.intermediate.dense":
         {"in_shape": [%d, 32], "out_absmax": %s, "out_rms": %s, "in_absmax": %s, "first8": [%s]}}}
        """;
    double rms = Math.sqrt(squares / ffn1.data().length);
    CaseOutcome good =
        run(golden.formatted(TEXT, ids.length, largest, rms, inLargest, channel)).get(0);
    assertEquals(Status.PASS, good.status(), good::detail);
    assertEquals("golden/encoder.layer.1.intermediate.dense", good.id());
    double withBias = ffn1.data()[0];
    assertTrue(Math.abs(bias[0]) > 1e-3 * largest);
    assertEquals(
        Status.FAIL,
        run(golden.formatted(TEXT, ids.length, largest, rms, inLargest, withBias)).get(0).status());
    assertEquals(
        Status.FAIL,
        run(golden.formatted(TEXT, ids.length, largest * 1.001, rms, inLargest, channel))
            .get(0)
            .status());
  }

  @Test
  void whatCannotRunIsSkippedWithItsReason() {
    assertSkipped(
        "{\"model\": \"other\", \"sentences\": [{\"embedding\": [1]}, {\"embedding\": [1]}]}",
        2,
        "model other is not at hand");
    assertSkipped(
        "{\"model\": \"other\", \"sentences\": [{\"top5\": []}]}",
        1,
        "task masked-lm is not installed");
    assertSkipped(
        "{\"model\": \"tiny\", \"sentences\": [{\"pooled_output\": [1]}]}",
        1,
        "the pooler that it compares is no part of the encoder's graph");
    assertSkipped(
        "{\"model\": \"other\", \"matmuls\": {\"a\": {}, \"b\": {}, \"c\": {}}}",
        3,
        "model other is not at hand");
  }

  @Test
  void aFileThatIsNoReferenceIsRefused() {
    assertProblem("[]", "golden.json: the file holds no JSON object.");
    assertProblem("{\"model\": \"tiny\"}", "has \"sentences\" or \"matmuls\".");
    assertProblem("{\"sentences\": [{}]}", "golden.json#/model: a text is wanted here.");
    assertProblem(
        "{\"model\": \"tiny\", \"sentences\": [{\"text\": \"a\", \"input_ids\": [1],"
            + " \"embedding\": [1]}]}",
        "golden.json#/sentences/0/embedding: found 1 values; the model has 32.");
    assertProblem(
        "{\"model\": \"tiny\", \"text\": \"a\", \"matmuls\": {\"x\": {}}}",
        "golden.json#/matmuls/x: the model has no such matrix.");
  }

  @Test
  void bothFormatsGiveTheSameOutputs() {
    new OnnxWriter(bert).write(home.resolve("models/exported/exported.onnx"));
    TinyBert.writeVocabulary(home.resolve("models/exported"));
    Workload safetensors = load("tiny", 32, false);
    Workload onnx = load("exported", 32, false);
    assertEquals(safetensors.graph(), onnx.graph());
    List<TokenSequence> inputs =
        safetensors.tokenizer().orElseThrow().encode(List.of(TEXT, "cat", "blue house."));
    assertArrayEquals(
        results(safetensors, inputs).get("pool").data(),
        results(onnx, inputs).get("pool").data(),
        0);
  }

  @Test
  void paddingChangesNoOutput() {
    Workload plain = load("tiny", 32, false);
    Workload padded = load("tiny", 32, true);
    float[] expected = results(plain, List.of(sequence(plain))).get("pool").data();
    TokenSequence filled = sequence(padded);
    assertEquals(32, filled.ids().length);
    assertArrayEquals(expected, results(padded, List.of(filled)).get("pool").data(), 1e-6f);
  }

  private static Map<String, Block> results(Workload workload, List<TokenSequence> inputs) {
    Graph graph = workload.graph();
    assertEquals(BertGraph.POOL, graph.output());
    return new Float32Run(new Float32Operations(new ScalarKernels()), graph, workload.tensors())
        .results(inputs);
  }

  private static TokenSequence sequence(Workload workload) {
    return workload.tokenizer().orElseThrow().encode(List.of(TEXT)).get(0);
  }

  private Workload load(String model, int sequenceLength, boolean padding) {
    return new BertProvider(new TestInstallation(home))
        .load(
            new BertParameters(model, sequenceLength, padding, Pooling.MEAN_NORMALISED),
            TestInstallation.section(home));
  }

  private String golden(int[] inputIds, double[] pooled, double[] cls) {
    return """
        {"model": "tiny", "sentences": [{"text": "%s", "input_ids": %s, "embedding": %s,
         "last_hidden_state_cls": %s}]}
        """
        .formatted(TEXT, Arrays.toString(inputIds), Arrays.toString(pooled), Arrays.toString(cls));
  }

  private List<CaseOutcome> run(String golden) {
    Path file = home.resolve("golden.json");
    TinyBert.write(file, golden);
    List<CaseOutcome> outcomes = new ArrayList<>();
    new ModelReferenceSuite(new TestInstallation(home), new ScalarKernels())
        .run(file, outcomes::add);
    return outcomes;
  }

  private void assertSkipped(String golden, int cases, String reason) {
    List<CaseOutcome> outcomes = run(golden);
    assertEquals(cases, outcomes.size());
    for (CaseOutcome outcome : outcomes) {
      assertEquals(Status.SKIP, outcome.status());
      assertEquals(reason, outcome.detail());
    }
  }

  private void assertProblem(String golden, String part) {
    InputProblem problem = assertThrows(InputProblem.class, () -> run(golden));
    assertTrue(problem.getMessage().contains(part), problem::getMessage);
  }
}
