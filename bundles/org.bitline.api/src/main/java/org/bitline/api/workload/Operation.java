package org.bitline.api.workload;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Scales;

/**
 * One operation of a workload's graph.
 *
 * <p>{@link #inputs} names the operations whose results it takes, or {@link Graph#INPUT}. All
 * operations but {@link DynamicMatmul} and {@link Pool} act on each row alone.
 */
public sealed interface Operation {

  String id();

  /** The layer it belongs to: 0 for what comes before the encoder, then 1, 2, … */
  int layer();

  List<String> inputs();

  /** Columns of the result for an input of so many tokens. */
  int width(int tokens);

  /** Multiply-accumulates of a matrix product for one input of so many tokens; 0 for the others. */
  default long macs(int tokens) {
    return 0;
  }

  /** Rows of the result for one input of so many tokens. */
  default int rows(int tokens) {
    return tokens;
  }

  /** Elements that it reads for each of its result, where it works on elements alone. */
  default int operands() {
    return inputs().size();
  }

  /**
   * Values of the result for one input of so many tokens that are computed, stored and moved: rows
   * × columns, of attention those of the pairs of a token and a key that it attends to.
   */
  default double elements(int tokens) {
    return (double) rows(tokens) * width(tokens);
  }

  /** The weight that stays on a device, if there is one. */
  default Optional<Weight> resident() {
    return Optional.empty();
  }

  /** "static-matmul", "softmax", …: the type's name in lower case with hyphens. */
  default String kind() {
    return getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /**
   * A weight matrix that operations may share.
   *
   * @param identity its tensor's name
   * @param rows inputs of the whole matrix
   * @param columns outputs of the whole matrix
   * @param scales how it is to be rounded, where a transform has said so
   */
  record Weight(String identity, int rows, int columns, Optional<Scales> scales) {}

  /**
   * Sum of rows of tables: token, position and token type. The input block has three columns: token
   * id, position, type.
   */
  record Embedding(String id, int layer, String token, String position, String type, int columns)
      implements Operation {
    @Override
    public List<String> inputs() {
      return List.of(Graph.INPUT);
    }

    @Override
    public int width(int tokens) {
      return columns;
    }
  }

  /**
   * y = x W + b, or the part of it that a range of rows and columns of W makes. A part reads its
   * rows' columns of the whole input vector; the part that holds row 0 adds the bias.
   *
   * @param bias name of a tensor of weight.columns() values
   * @param activations how x is to be rounded, where a transform has said so
   */
  record StaticMatmul(
      String id,
      int layer,
      String input,
      Weight weight,
      Optional<String> bias,
      Range rows,
      Range columns,
      Optional<ActivationFormat> activations)
      implements Operation {
    @Override
    public List<String> inputs() {
      return List.of(input);
    }

    @Override
    public int width(int tokens) {
      return columns.size();
    }

    @Override
    public long macs(int tokens) {
      return (long) tokens * rows.size() * columns.size();
    }

    @Override
    public Optional<Weight> resident() {
      return Optional.of(weight);
    }

    /** Whether this part adds the bias. */
    public boolean addsBias() {
      return bias.isPresent() && rows.from() == 0;
    }

    public boolean isWhole() {
      return rows.size() == weight.rows() && columns.size() == weight.columns();
    }
  }

  /** Which product of two activations. */
  enum DynamicKind {
    /** scale · Q Kᵀ: left Q, right K, both tokens × (heads · headSize). */
    SCORES,
    /** P V: left P (see {@link org.bitline.api.tensor.Block}), right V. */
    CONTEXT
  }

  /** Every token attends to every token. */
  Attention FULL = new Attention(Integer.MAX_VALUE, false);

  /** A product of two activations, per input and per head. */
  record DynamicMatmul(
      String id,
      int layer,
      DynamicKind product,
      String left,
      String right,
      int heads,
      int headSize,
      float scale,
      Optional<ActivationFormat> activations,
      Attention attention)
      implements Operation {

    /** Full attention. */
    public DynamicMatmul(
        String id,
        int layer,
        DynamicKind product,
        String left,
        String right,
        int heads,
        int headSize,
        float scale,
        Optional<ActivationFormat> activations) {
      this(id, layer, product, left, right, heads, headSize, scale, activations, FULL);
    }

    @Override
    public List<String> inputs() {
      return List.of(left, right);
    }

    @Override
    public int width(int tokens) {
      return product == DynamicKind.SCORES ? heads * tokens : heads * headSize;
    }

    @Override
    public double elements(int tokens) {
      return product == DynamicKind.SCORES
          ? (double) heads * attention.pairs(tokens)
          : Operation.super.elements(tokens);
    }

    @Override
    public long macs(int tokens) {
      return heads * attention.pairs(tokens) * headSize;
    }
  }

  /** Softmax over the keys that a row attends to, per head; others, and padding keys, get 0. */
  record Softmax(String id, int layer, String input, int heads, Attention attention)
      implements Operation {

    /** Full attention. */
    public Softmax(String id, int layer, String input, int heads) {
      this(id, layer, input, heads, FULL);
    }

    @Override
    public List<String> inputs() {
      return List.of(input);
    }

    @Override
    public int width(int tokens) {
      return heads * tokens;
    }

    @Override
    public double elements(int tokens) {
      return (double) heads * attention.pairs(tokens);
    }
  }

  /** (x − mean) / sqrt(variance + epsilon) · gamma + beta over a row. */
  record LayerNorm(
      String id, int layer, String input, String gamma, String beta, float epsilon, int columns)
      implements Operation {
    @Override
    public List<String> inputs() {
      return List.of(input);
    }

    @Override
    public int width(int tokens) {
      return columns;
    }
  }

  /** The function of an {@link Activation}. */
  enum Function {
    GELU_ERF,
    GELU_TANH,
    RELU,
    TANH
  }

  /** An elementwise function. */
  record Activation(String id, int layer, String input, Function function, int columns)
      implements Operation {
    @Override
    public List<String> inputs() {
      return List.of(input);
    }

    @Override
    public int width(int tokens) {
      return columns;
    }
  }

  /** Elementwise sum of two. */
  record Add(String id, int layer, String left, String right, int columns) implements Operation {
    @Override
    public List<String> inputs() {
      return List.of(left, right);
    }

    @Override
    public int width(int tokens) {
      return columns;
    }
  }

  /** Columns of several results side by side, in order. */
  record Gather(String id, int layer, List<String> inputs, int columns) implements Operation {
    @Override
    public int width(int tokens) {
      return columns;
    }
  }

  /** Elementwise sum of several partial results, in order. */
  record Reduce(String id, int layer, List<String> inputs, int columns) implements Operation {
    @Override
    public int width(int tokens) {
      return columns;
    }
  }

  /**
   * Adds up the partial sums of each result of a product that its device leaves to another. They
   * lie side by side in the input block; the first comes first. Then the product's scale and bias
   * are applied, which its device has not done.
   *
   * @param product the product whose results it finishes
   * @param sums partial sums of a result, at least 2
   */
  record LaneSum(String id, Operation product, int sums) implements Operation {

    public LaneSum {
      if (sums < 2 || !(product instanceof StaticMatmul || product instanceof DynamicMatmul)) {
        throw new IllegalArgumentException(
            "a lane sum adds at least two partial sums of a product, not " + sums);
      }
    }

    @Override
    public int layer() {
      return product.layer();
    }

    @Override
    public List<String> inputs() {
      return List.of(product.id());
    }

    @Override
    public int width(int tokens) {
      return product.width(tokens);
    }

    @Override
    public int operands() {
      return sums;
    }

    /** What sums are multiplied with. */
    public float scale() {
      return product instanceof DynamicMatmul matmul ? matmul.scale() : 1;
    }
  }

  /** How {@link Pool} makes one row of an input's rows. */
  enum Pooling {
    /** Mean over the tokens that are not padding, then length 1. */
    MEAN_NORMALISED,
    /** The first token's row, then length 1. */
    FIRST_NORMALISED,
    /** The first token's row. */
    FIRST
  }

  /** One row per input. */
  record Pool(String id, int layer, String input, Pooling pooling, int columns)
      implements Operation {
    @Override
    public List<String> inputs() {
      return List.of(input);
    }

    @Override
    public int width(int tokens) {
      return columns;
    }

    @Override
    public int rows(int tokens) {
      return 1;
    }
  }

  /** The names of all kinds, for messages. */
  static String kinds() {
    return IntStream.range(0, Operation.class.getPermittedSubclasses().length)
        .mapToObj(i -> Operation.class.getPermittedSubclasses()[i].getSimpleName())
        .map(n -> n.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
