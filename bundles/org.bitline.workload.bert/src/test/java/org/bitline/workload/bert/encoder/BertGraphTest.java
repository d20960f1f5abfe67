package org.bitline.workload.bert.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Pooling;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.junit.jupiter.api.Test;

class BertGraphTest {

  private static final BertConfig MINILM =
      new BertConfig(6, 384, 12, 1536, 30522, 512, 2, 1e-12f, Operation.Function.GELU_ERF);

  private final Graph graph = BertGraph.of(MINILM, Pooling.MEAN_NORMALISED);

  @Test
  void operationsAreNamedAndOrderedByLayer() {
    List<String> ids = graph.operations().stream().map(Operation::id).toList();
    assertEquals(2 + 6 * 14 + 1, ids.size());
    assertEquals(
        List.of(
            "embeddings",
            "embeddings.norm",
            "layer.0.query",
            "layer.0.key",
            "layer.0.value",
            "layer.0.scores",
            "layer.0.softmax",
            "layer.0.context",
            "layer.0.output",
            "layer.0.add1",
            "layer.0.norm1",
            "layer.0.ffn1",
            "layer.0.gelu",
            "layer.0.ffn2",
            "layer.0.add2",
            "layer.0.norm2",
            "layer.1.query"),
        ids.subList(0, 17));
    assertEquals("pool", graph.output());
    assertEquals(0, graph.operation("embeddings.norm").layer());
    assertEquals(1, graph.operation("layer.0.query").layer());
    assertEquals(6, graph.operation("layer.5.norm2").layer());
    assertEquals(7, graph.operation("pool").layer());
  }

  @Test
  void residualsJoinWhatTheLayerTookIn() {
    assertEquals(
        List.of("layer.1.output", "layer.0.norm2"), graph.operation("layer.1.add1").inputs());
    assertEquals(
        List.of("layer.1.ffn2", "layer.1.norm1"), graph.operation("layer.1.add2").inputs());
    assertEquals(
        List.of("layer.1.softmax", "layer.1.value"), graph.operation("layer.1.context").inputs());
  }

  @Test
  void scoresAreScaledByTheRootOfTheHeadSize() {
    DynamicMatmul scores = (DynamicMatmul) graph.operation("layer.0.scores");
    assertEquals(1 / Math.sqrt(32), scores.scale(), 1e-8);
    assertEquals(32, scores.headSize());
    assertEquals(12 * 128, scores.width(128));
  }

  @Test
  void weightsOfMiniLmAreThePublishedOnes() {
    long macsPerToken =
        graph.operations().stream()
            .filter(StaticMatmul.class::isInstance)
            .mapToLong(operation -> operation.macs(1))
            .sum();
    assertEquals(10_616_832, macsPerToken);
    // 22,713,216 with the pooler, of 384 × 384 + 384 values, which the graph does not use
    assertEquals(22_713_216 - (384 * 384 + 384), MINILM.parameters());
    StaticMatmul query = (StaticMatmul) graph.operation("layer.3.query");
    assertEquals("encoder.layer.3.attention.self.query.weight", query.weight().identity());
    assertEquals("encoder.layer.3.attention.self.query.bias", query.bias().orElseThrow());
  }

  @Test
  void headsMustDivideTheHiddenSize() {
    IllegalArgumentException problem =
        assertThrows(
            IllegalArgumentException.class,
            () -> new BertConfig(1, 32, 3, 64, 10, 10, 2, 1e-12f, Operation.Function.GELU_ERF));
    assertEquals("a hidden size of 32 does not divide into 3 heads", problem.getMessage());
  }

  @Test
  void knownPrefixesAndOldNamesMeanTheSameTensor() {
    assertEquals("embeddings.LayerNorm.weight", Names.canonical("bert.embeddings.LayerNorm.gamma"));
    assertEquals(
        "encoder.layer.0.output.LayerNorm.bias",
        Names.canonical("0.auto_model.encoder.layer.0.output.LayerNorm.beta"));
    assertTrue(Names.canonical("classifier.weight").startsWith("classifier"));
  }
}
