package org.bitline.workload.bert.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Activation;
import org.bitline.api.workload.Operation.Add;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Embedding;
import org.bitline.api.workload.Operation.LayerNorm;
import org.bitline.api.workload.Operation.Pool;
import org.bitline.api.workload.Operation.Pooling;
import org.bitline.api.workload.Operation.Softmax;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;

/**
 * Writes BERT's encoder as a graph of operations: post-norm layers of self-attention and a
 * feed-forward pair (Vaswani et al., "Attention Is All You Need", NIPS 2017; Devlin et al., NAACL
 * 2019), then one pooled row per input.
 *
 * <p>Ids are {@code embeddings}, {@code embeddings.norm}, then for each encoder layer N from 0
 * {@code layer.N.} with query, key, value, scores, softmax, context, output, add1, norm1, ffn1,
 * gelu, ffn2, add2, norm2, and last {@code pool}. {@link Operation#layer} is 0 for the embeddings,
 * N + 1 for encoder layer N, and one more than the last for the pool. The activation is called gelu
 * whatever its function.
 */
public final class BertGraph {

  /** The id of the last operation. */
  public static final String POOL = "pool";

  private final BertConfig config;
  private final List<Operation> operations = new ArrayList<>();

  private BertGraph(BertConfig config) {
    this.config = config;
  }

  /** The graph of an encoder. */
  public static Graph of(BertConfig config, Pooling pooling) {
    BertGraph graph = new BertGraph(config);
    String hidden = graph.embeddings();
    for (int n = 0; n < config.layers(); n++) {
      hidden = graph.layer(n, hidden);
    }
    graph.add(new Pool(POOL, config.layers() + 1, hidden, pooling, config.hidden()));
    return new Graph(graph.operations, POOL);
  }

  /** The id of the operation whose result is the last hidden state. */
  public static String lastHiddenState(BertConfig config) {
    return id(config.layers() - 1, "norm2");
  }

  private String embeddings() {
    String sum =
        add(
            new Embedding(
                "embeddings", 0, Names.TOKEN, Names.POSITION, Names.TYPE, config.hidden()));
    return norm("embeddings.norm", 0, sum, Names.EMBEDDING_NORM);
  }

  private String layer(int n, String input) {
    String attended = attention(n, input);
    String add1 = sum(n, "add1", attended, input);
    String norm1 = norm(id(n, "norm1"), n + 1, add1, Names.norm1(n));
    String ffn1 = linear(n, "ffn1", norm1, Names.ffn1(n), config.hidden(), config.intermediate());
    String gelu =
        add(new Activation(id(n, "gelu"), n + 1, ffn1, config.activation(), config.intermediate()));
    String ffn2 = linear(n, "ffn2", gelu, Names.ffn2(n), config.intermediate(), config.hidden());
    String add2 = sum(n, "add2", ffn2, norm1);
    return norm(id(n, "norm2"), n + 1, add2, Names.norm2(n));
  }

  private String attention(int n, String input) {
    String query = square(n, "query", input, Names.query(n));
    String key = square(n, "key", input, Names.key(n));
    String value = square(n, "value", input, Names.value(n));
    float scale = (float) (1 / Math.sqrt(config.headSize()));
    String scores = product(n, "scores", DynamicKind.SCORES, query, key, scale);
    String softmax = add(new Softmax(id(n, "softmax"), n + 1, scores, config.heads()));
    String context = product(n, "context", DynamicKind.CONTEXT, softmax, value, 1);
    return square(n, "output", context, Names.output(n));
  }

  private String square(int n, String name, String input, String module) {
    return linear(n, name, input, module, config.hidden(), config.hidden());
  }

  private String linear(int n, String name, String input, String module, int rows, int columns) {
    return add(
        new StaticMatmul(
            id(n, name),
            n + 1,
            input,
            new Weight(Names.weight(module), rows, columns, Optional.empty()),
            Optional.of(Names.bias(module)),
            Range.all(rows),
            Range.all(columns),
            Optional.empty()));
  }

  private String product(
      int n, String name, DynamicKind kind, String left, String right, float scale) {
    return add(
        new DynamicMatmul(
            id(n, name),
            n + 1,
            kind,
            left,
            right,
            config.heads(),
            config.headSize(),
            scale,
            Optional.empty()));
  }

  private String sum(int n, String name, String left, String right) {
    return add(new Add(id(n, name), n + 1, left, right, config.hidden()));
  }

  private String norm(String id, int layer, String input, String module) {
    return add(
        new LayerNorm(
            id,
            layer,
            input,
            Names.weight(module),
            Names.bias(module),
            config.epsilon(),
            config.hidden()));
  }

  private String add(Operation operation) {
    operations.add(operation);
    return operation.id();
  }

  private static String id(int n, String name) {
    return "layer." + n + "." + name;
  }
}
