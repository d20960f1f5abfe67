package org.bitline.workload.bert.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bitline.api.base.Section;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;
import org.bitline.api.tensor.Block;
import org.bitline.api.workload.Operation.Pooling;
import org.bitline.api.workload.Task;
import org.bitline.api.workload.TokenSequence;
import org.bitline.api.workload.Workload;
import org.bitline.numerics.Float32Operations;
import org.bitline.numerics.ScalarKernels;
import org.bitline.workload.bert.BertParameters;
import org.bitline.workload.bert.BertProvider;
import org.bitline.workload.bert.TestInstallation;
import org.bitline.workload.bert.task.SimilarityTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The real all-MiniLM-L6-v2, from the folder that the system property {@code bitline.models} names;
 * reference outputs from {@code bitline.golden}, and STS-B's test pairs from {@code bitline.stsb}.
 */
class MiniLmTest {

  private static final String MODEL = "all-minilm-l6-v2";
  private static final int BATCH = 64;

  private Path models;

  @BeforeEach
  void requireModel() {
    models = path("bitline.models", "folder that holds " + MODEL);
    assumeTrue(Files.isDirectory(models.resolve(MODEL)), models + " holds no " + MODEL);
  }

  @Test
  void sentencesGiveThePublishedVectors() {
    assertAllPass(MODEL + ".json", 20);
  }

  @Test
  void everyMatrixProductGivesTheProbedValues() {
    assertAllPass(MODEL + "-layers.json", 36);
  }

  @Test
  void factsAreThoseOfTheFile() {
    Map<String, Object> facts = load().facts();
    assertEquals(6, facts.get("layers"));
    assertEquals(12, facts.get("heads"));
    assertEquals(22_565_376L, facts.get("parameters"));
    assertEquals("onnx", facts.get("format"));
  }

  @Test
  void similarityCorrelatesAsPublished() {
    Path data = path("bitline.stsb", "test.tsv of STS-B");
    Workload workload = load();
    Task.Instance task =
        new SimilarityTask()
            .open(
                new SimilarityTask.Parameters(data.toString()),
                TestInstallation.section(data.getParent()),
                workload);
    Map<String, Double> scores = task.score(outputs(workload, task.inputs()));
    assertEquals(0.8203, scores.get("spearman"), 0.0005);
    assertEquals(0.8274, scores.get("pearson"), 0.0005);
  }

  /** Runs inputs of like length together: the time of a batch grows with its longest. */
  private static List<float[]> outputs(Workload workload, List<TokenSequence> inputs) {
    Float32Run run =
        new Float32Run(
            new Float32Operations(new ScalarKernels()), workload.graph(), workload.tensors());
    List<Integer> order =
        IntStream.range(0, inputs.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> inputs.get(i).ids().length))
            .toList();
    float[][] outputs = new float[inputs.size()][];
    for (int from = 0; from < order.size(); from += BATCH) {
      List<Integer> batch = order.subList(from, Math.min(order.size(), from + BATCH));
      Block pooled = run.results(batch.stream().map(inputs::get).toList()).get("pool");
      for (int row = 0; row < batch.size(); row++) {
        float[] vector = new float[pooled.columns()];
        System.arraycopy(pooled.data(), row * vector.length, vector, 0, vector.length);
        outputs[batch.get(row)] = vector;
      }
    }
    return List.of(outputs);
  }

  private Workload load() {
    Section section = TestInstallation.section(models);
    return new BertProvider(new TestInstallation(models.getParent()))
        .load(new BertParameters(MODEL, 128, false, Pooling.MEAN_NORMALISED), section);
  }

  private void assertAllPass(String file, int cases) {
    Path golden = path("bitline.golden", "folder of reference outputs");
    List<CaseOutcome> outcomes = new ArrayList<>();
    new ModelReferenceSuite(new TestInstallation(models.getParent()), new ScalarKernels())
        .run(golden.resolve(file), outcomes::add);
    assertEquals(cases, outcomes.size());
    for (CaseOutcome outcome : outcomes) {
      assertEquals(Status.PASS, outcome.status(), outcome::toString);
    }
  }

  private static Path path(String property, String meaning) {
    String value = System.getProperty(property);
    assumeTrue(value != null, "-D" + property + " names no " + meaning + ": not run");
    return Path.of(value);
  }
}
