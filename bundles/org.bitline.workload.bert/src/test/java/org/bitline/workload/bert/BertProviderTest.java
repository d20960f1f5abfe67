package org.bitline.workload.bert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.bitline.api.base.InputProblem;
import org.bitline.api.workload.ModelInfo;
import org.bitline.api.workload.Operation.Pool;
import org.bitline.api.workload.Operation.Pooling;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Workload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BertProviderTest {

  @TempDir Path home;

  private BertProvider provider;

  @BeforeEach
  void install() {
    new TinyBert(3).writeFolder(home.resolve("models/tiny"));
    provider = new BertProvider(new TestInstallation(home));
  }

  @Test
  void anInstalledModelIsLoadedWithItsFacts() throws Exception {
    Workload workload = load("tiny", 40, true);
    assertEquals("tiny", workload.name());
    assertTrue(workload.tensors().present());
    assertEquals(40, workload.tokenizer().orElseThrow().encode(List.of("cat")).get(0).ids().length);
    byte[] weights = Files.readAllBytes(home.resolve("models/tiny/model.safetensors"));
    assertEquals(
        List.of(
            "layers",
            "hidden",
            "heads",
            "headSize",
            "intermediate",
            "vocabulary",
            "parameters",
            "activation",
            "epsilonBits",
            "format",
            "weightsSha256",
            "vocab.txt sha256"),
        List.copyOf(workload.facts().keySet()));
    assertEquals(
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights)),
        workload.facts().get("weightsSha256"));
    assertEquals(16, workload.facts().get("headSize"));
    assertEquals("safetensors", workload.facts().get("format"));
  }

  @Test
  void aModelOfOnesOwnIsNamedByItsPath() {
    new OnnxWriter(new TinyBert(3)).write(home.resolve("mine/x.onnx"));
    TinyBert.writeVocabulary(home.resolve("mine"));
    assertEquals("onnx", load("mine", 16, false).facts().get("format"));
    assertEquals("onnx", load("./mine", 16, false).facts().get("format"));
  }

  @Test
  void shapesHaveNoWeightsAndTheSizesOfThePublishedModels() {
    Workload base = load("bert-base-shape", 512, false);
    assertFalse(base.tensors().present());
    assertTrue(base.tokenizer().isEmpty());
    // 109,482,240 with the pooler, of 768 × 768 + 768 values, which the graph does not use
    assertEquals(109_482_240L - (768 * 768 + 768), base.facts().get("parameters"));
    assertEquals(12L * (4 * 768 * 768 + 2 * 768 * 3072), matrixValues(base));
    assertEquals(
        24L * (4 * 1024 * 1024 + 2 * 1024 * 4096),
        matrixValues(load("bert-large-shape", 1, false)));
    assertThrows(IllegalArgumentException.class, () -> base.tensors().get("any"));
  }

  @Test
  void poolingIsThatOfTheDescriptor() {
    Workload workload =
        provider.load(
            new BertParameters("minilm-shape", 128, false, Pooling.FIRST),
            TestInstallation.section(home));
    assertEquals(Pooling.FIRST, ((Pool) workload.graph().operation("pool")).pooling());
  }

  @Test
  void anUnknownModelIsAnsweredWithThoseAtHand() {
    assertProblem(
        "tinny",
        16,
        "experiment.json#/workload/model: there is no model \"tinny\"; at hand are tiny,"
            + " minilm-shape, bert-base-shape, bert-large-shape.");
  }

  @Test
  void aFileInsteadOfAFolderIsRefused() {
    assertProblem("models/tiny/model.safetensors", 16, "is a file; name the folder that holds it");
  }

  @Test
  void aSequenceLongerThanTheModelAllowsIsRefused() {
    assertProblem(
        "tiny",
        49,
        "experiment.json#/workload/sequenceLength: found 49, a sequence longer than the model"
            + " allows: tiny has 48 positions; give at most that.");
    assertProblem("bert-base-shape", 513, "bert-base-shape has 512 positions");
    assertProblem("tiny", 1, "found 1; at least 2 is allowed: [CLS] and [SEP].");
  }

  @Test
  void modelsAtHandAreListed() {
    TinyBert.write(home.resolve("models/broken/model.onnx"), "");
    TinyBert.write(home.resolve("models/none/readme.txt"), "nothing");
    List<ModelInfo> models = provider.models();
    assertEquals(
        List.of("broken", "tiny", "minilm-shape", "bert-base-shape", "bert-large-shape"),
        models.stream().map(ModelInfo::name).toList());
    assertTrue(models.get(0).summary().startsWith("cannot be read: "), models.get(0)::summary);
    assertEquals(
        "2 layers, hidden 32, 2 heads, intermediate 64, vocabulary "
            + TinyBert.VOCABULARY.size()
            + "; model.safetensors",
        models.get(1).summary());
    assertFalse(models.get(2).weights());
  }

  private static long matrixValues(Workload workload) {
    return workload.graph().operations().stream()
        .filter(StaticMatmul.class::isInstance)
        .mapToLong(operation -> operation.macs(1))
        .sum();
  }

  private Workload load(String model, int sequenceLength, boolean padding) {
    return provider.load(
        new BertParameters(model, sequenceLength, padding, Pooling.MEAN_NORMALISED),
        TestInstallation.section(home));
  }

  private void assertProblem(String model, int sequenceLength, String part) {
    InputProblem problem =
        assertThrows(InputProblem.class, () -> load(model, sequenceLength, false));
    assertTrue(problem.getMessage().contains(part), problem::getMessage);
  }
}
