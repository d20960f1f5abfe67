package org.bitline.devicekit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Attention;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Function;
import org.bitline.api.workload.Operation.Pooling;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Tensors;

/** One case of every kind of operation, and the tensors they need. All numbers are seeded. */
final class Cases implements Tensors {

  private static final int TABLE = 50;

  private final Options options;
  private final Map<String, Tensor> tensors = new TreeMap<>();
  private final Segments segments;
  private final boolean padded;

  /**
   * @param padded whether one of the three inputs has padding
   */
  Cases(Options options, boolean padded) {
    this.options = options;
    this.padded = padded;
    this.segments =
        new Segments(new long[] {11, 7, 23}, new int[] {5, 1, 9}, new int[] {5, 1, padded ? 6 : 9});
    int columns = options.outputs();
    tensor("weight", options.inputs(), columns, 0.05);
    tensor("bias", 1, columns, 0.1);
    tensor("gamma", 1, columns, 0.5);
    tensor("beta", 1, columns, 0.5);
    tensor("token", TABLE, columns, 0.5);
    tensor("position", TABLE, columns, 0.5);
    tensor("type", 2, columns, 0.5);
  }

  private void tensor(String name, int rows, int columns, double scale) {
    tensors.put(name, new Tensor(name, rows, columns, numbers(name, rows * columns, scale)));
  }

  private static float[] numbers(String name, int count, double scale) {
    float[] data = new float[count];
    new KitStream(42).at(name).gaussians(0, data, 0, count);
    for (int i = 0; i < count; i++) {
      data[i] *= (float) scale;
    }
    return data;
  }

  @Override
  public boolean present() {
    return true;
  }

  @Override
  public Tensor get(String identity) {
    Tensor found = tensors.get(identity);
    if (found == null) {
      throw new IllegalArgumentException("no tensor is called " + identity);
    }
    return found;
  }

  List<Tensor> all() {
    return List.copyOf(tensors.values());
  }

  /** The whole product, with bias. */
  Case product() {
    return plain(part(Range.all(options.inputs()), Range.all(options.outputs())), options.inputs());
  }

  /** A part of the product. */
  StaticMatmul part(Range rows, Range columns) {
    Weight weight = new Weight("weight", options.inputs(), options.outputs(), Optional.empty());
    return new StaticMatmul(
        "product", 1, "x", weight, Optional.of("bias"), rows, columns, Optional.empty());
  }

  /** Q Kᵀ. */
  Case scores() {
    int columns = options.heads() * options.headSize();
    float scale = (float) (1 / Math.sqrt(options.headSize()));
    Operation matmul = dynamic("scores", DynamicKind.SCORES, scale);
    return new Case(
        matmul,
        List.of(block("q", columns), block("k", columns)),
        List.of(Case.Layout.PLAIN, Case.Layout.PLAIN),
        new Case.Layout(options.heads()));
  }

  /** P V. */
  Case context() {
    int columns = options.heads() * options.headSize();
    return new Case(
        dynamic("context", DynamicKind.CONTEXT, 1),
        List.of(probabilities(), block("v", columns)),
        List.of(new Case.Layout(options.heads()), Case.Layout.PLAIN),
        Case.Layout.PLAIN);
  }

  private DynamicMatmul dynamic(String id, DynamicKind kind, float scale) {
    return new DynamicMatmul(
        id, 1, kind, "left", "right", options.heads(), options.headSize(), scale, Optional.empty());
  }

  /** Attention's cases within a window: Q Kᵀ, softmax, P V. */
  List<Case> windowed(Attention attention) {
    Case context = context();
    return List.of(
        within(attention, scores()),
        within(attention, softmax()),
        new Case(
            within(attention, context).operation(),
            List.of(probabilities(attention), context.inputs().get(1)),
            context.layouts(),
            context.result()));
  }

  private static Case within(Attention attention, Case full) {
    String id = "windowed " + full.operation().id();
    if (full.operation() instanceof DynamicMatmul m) {
      return full.with(
          new DynamicMatmul(
              id,
              m.layer(),
              m.product(),
              m.left(),
              m.right(),
              m.heads(),
              m.headSize(),
              m.scale(),
              m.activations(),
              attention));
    }
    Operation.Softmax s = (Operation.Softmax) full.operation();
    return full.with(new Operation.Softmax(id, s.layer(), s.input(), s.heads(), attention));
  }

  /** One or more cases of every kind of operation. */
  List<Case> every() {
    int columns = options.outputs();
    List<Case> cases = new ArrayList<>(List.of(product(), scores(), context(), softmax()));
    cases.add(embedding());
    cases.add(
        plain(new Operation.LayerNorm("norm", 1, "x", "gamma", "beta", 1e-12f, columns), columns));
    for (Function function : Function.values()) {
      cases.add(
          plain(new Operation.Activation("f-" + function, 1, "x", function, columns), columns));
    }
    for (Pooling pooling : Pooling.values()) {
      cases.add(plain(new Operation.Pool("pool-" + pooling, 2, "x", pooling, columns), columns));
    }
    cases.add(pair(new Operation.Add("add", 1, "a", "b", columns), columns));
    cases.add(pair(new Operation.Reduce("reduce", 1, List.of("a", "b"), columns), columns));
    cases.add(plain(new Operation.LaneSum("lane-sum", product().operation(), 4), 4 * columns));
    cases.add(pair(new Operation.Gather("gather", 1, List.of("a", "b"), 2 * columns), columns));
    return cases;
  }

  private Case plain(Operation operation, int columns) {
    return new Case(
        operation, List.of(block("x", columns)), List.of(Case.Layout.PLAIN), Case.Layout.PLAIN);
  }

  private Case pair(Operation operation, int columns) {
    return new Case(
        operation,
        List.of(block("a", columns), block("b", columns)),
        List.of(Case.Layout.PLAIN, Case.Layout.PLAIN),
        Case.Layout.PLAIN);
  }

  Case softmax() {
    Case.Layout layout = new Case.Layout(options.heads());
    return new Case(
        new Operation.Softmax("softmax", 1, "s", options.heads()),
        List.of(attention("s", false, Operation.FULL)),
        List.of(layout),
        layout);
  }

  private Case embedding() {
    float[] ids = new float[3 * segments.rows()];
    for (int r = 0; r < segments.rows(); r++) {
      ids[3 * r] = r * 7 % TABLE;
      ids[3 * r + 1] = r % TABLE;
      ids[3 * r + 2] = r % 2;
    }
    return new Case(
        new Operation.Embedding("embedding", 0, "token", "position", "type", options.outputs()),
        List.of(new Block(segments, 3, 32, ids)),
        List.of(Case.Layout.PLAIN),
        Case.Layout.PLAIN);
  }

  private Block block(String name, int columns) {
    return new Block(segments, columns, 32, numbers(name, segments.rows() * columns, 1));
  }

  private Block probabilities() {
    return probabilities(Operation.FULL);
  }

  private Block probabilities(Attention attention) {
    return attention("p", true, attention);
  }

  /** Scores, or probabilities that sum to 1 over the keys that a token attends to. */
  private Block attention(String name, boolean normalised, Attention attention) {
    int longest = segments.longest();
    Block block = Block.zeros(segments, options.heads() * longest, 32);
    float[] numbers = numbers(name, block.data().length, 1);
    for (int s = 0; s < segments.count(); s++) {
      int keys = normalised ? segments.valid(s) : segments.length(s);
      for (int r = segments.start(s); r < segments.start(s) + segments.length(s); r++) {
        int token = r - segments.start(s);
        for (int h = 0; h < options.heads(); h++) {
          int at = r * block.columns() + h * longest;
          float sum = 0;
          for (int t = 0; t < keys; t++) {
            sum += attention.includes(token, t) ? Math.abs(numbers[at + t]) : 0;
          }
          for (int t = 0; t < keys; t++) {
            float value = normalised ? Math.abs(numbers[at + t]) / sum : numbers[at + t];
            block.data()[at + t] = attention.includes(token, t) ? value : 0;
          }
        }
      }
    }
    return block;
  }

  @Override
  public String toString() {
    return padded ? "with padding" : "without padding";
  }
}
