package org.bitline.workload.bert.files;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitline.api.base.InputProblem;
import org.bitline.api.workload.Operation;
import org.bitline.workload.bert.encoder.BertConfig;
import org.bitline.workload.bert.encoder.Names;

/** Reads the sizes and choices of a BERT encoder out of its ONNX graph. */
final class OnnxSizes {

  private static final Pattern LAYER = Pattern.compile("encoder\\.layer\\.(\\d{1,4})\\..*");
  private static final long UNKNOWN = -1;

  private final Path file;
  private final OnnxIndex index;
  private final OnnxEncoder encoder;
  private final OnnxTensors tensors;

  OnnxSizes(Path file, OnnxIndex index, OnnxEncoder encoder, OnnxTensors tensors) {
    this.file = file;
    this.index = index;
    this.encoder = encoder;
    this.tensors = tensors;
  }

  /**
   * The encoder's sizes.
   *
   * @param config the {@code config.json} beside the file, for what the graph does not tell
   */
  BertConfig config(Optional<ConfigFile> config) {
    List<Integer> token = table(Names.TOKEN);
    int hidden = token.get(1);
    int heads = heads(config);
    if (hidden % heads != 0) {
      throw new InputProblem(
          file + ": " + heads + " heads do not divide the hidden size " + hidden + ".");
    }
    return new BertConfig(
        layers(),
        hidden,
        heads,
        intermediate(),
        token.get(0),
        table(Names.POSITION).get(0),
        table(Names.TYPE).get(0),
        epsilon()
            .or(() -> config.flatMap(ConfigFile::epsilon))
            .orElseThrow(() -> notTold("layer norm's epsilon", "layer_norm_eps")),
        activation()
            .or(() -> config.flatMap(ConfigFile::activation))
            .orElseThrow(() -> notTold("activation function", "hidden_act")));
  }

  private int layers() {
    int layers = 0;
    for (String identity : index.identities()) {
      Matcher matcher = LAYER.matcher(identity);
      if (matcher.matches()) {
        layers = Math.max(layers, Integer.parseInt(matcher.group(1)) + 1);
      }
    }
    if (layers == 0) {
      throw new InputProblem(
          file + ": no tensor is called encoder.layer.0…, so the file holds no BERT encoder.");
    }
    return layers;
  }

  private int intermediate() {
    String module = Names.ffn1(0);
    StoredTensor bias =
        encoder
            .tensor(Names.bias(module))
            .orElseThrow(
                () -> new InputProblem(file + ": the file holds no " + Names.bias(module) + "."));
    return bias.shape().isEmpty() ? 1 : Math.toIntExact(bias.shape().get(0));
  }

  private List<Integer> table(String identity) {
    TensorProto tensor =
        index
            .named(identity)
            .orElseThrow(
                () ->
                    new InputProblem(
                        file + ": the file holds no " + identity + ", so it is no BERT."));
    List<Long> shape = tensor.getDimsList();
    if (shape.size() != 2 || shape.stream().anyMatch(n -> n < 1 || n > Integer.MAX_VALUE)) {
      throw new InputProblem(
          file + ": tensor " + identity + " has the shape " + shape + "; two sizes are wanted.");
    }
    return shape.stream().map(Long::intValue).toList();
  }

  private int heads(Optional<ConfigFile> config) {
    Optional<Integer> told = headsOfReshape();
    Optional<Integer> configured =
        config.flatMap(
            c -> {
              var heads = c.size("num_attention_heads");
              return heads.isPresent() ? Optional.of(heads.getAsInt()) : Optional.empty();
            });
    if (told.isPresent() && configured.isPresent() && !told.equals(configured)) {
      throw new InputProblem(
          config.orElseThrow().at("num_attention_heads"),
          "found " + configured.get() + ", but " + file + " has " + told.get() + " heads.");
    }
    return told.or(() -> configured)
        .orElseThrow(() -> notTold("number of attention heads", "num_attention_heads"));
  }

  /** The query is reshaped to (…, heads, head size): the last two constants of that shape. */
  private Optional<Integer> headsOfReshape() {
    return encoder.result(Names.query(0)).stream()
        .flatMap(value -> index.consumers(value).stream())
        .filter(node -> node.getOpType().equals("Reshape") && node.getInputCount() == 2)
        .map(node -> shape(node.getInput(1)))
        .filter(shape -> shape.size() == 4 && shape.get(2) > 0 && shape.get(2) < 10_000)
        .map(shape -> shape.get(2).intValue())
        .findFirst();
  }

  private List<Long> shape(String value) {
    Optional<TensorProto> constant = index.constant(value);
    if (constant.isPresent()) {
      return OnnxTensors.integers(constant.get());
    }
    List<Long> shape = new ArrayList<>();
    index
        .producer(value)
        .filter(node -> node.getOpType().equals("Concat"))
        .ifPresent(concat -> concat.getInputList().forEach(part -> shape.addAll(part(part))));
    return shape;
  }

  private List<Long> part(String value) {
    return index.constant(value).map(OnnxTensors::integers).orElse(List.of(UNKNOWN));
  }

  /** gamma · (x − mean) / sqrt(variance + epsilon), in one node or decomposed. */
  private Optional<Float> epsilon() {
    String gamma = index.valueOf(Names.weight(Names.EMBEDDING_NORM)).orElse("");
    for (NodeProto node : index.consumers(gamma)) {
      Optional<AttributeProto> attribute = OnnxIndex.attribute(node, "epsilon");
      if (attribute.isPresent()) {
        return Optional.of(attribute.get().getF());
      }
      Optional<Float> found =
          maker(node.getInputList(), "Div")
              .flatMap(div -> maker(div.getInputList(), "Sqrt"))
              .flatMap(sqrt -> maker(sqrt.getInputList(), "Add"))
              .flatMap(this::constantTerm);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Float> constantTerm(NodeProto add) {
    return add.getInputList().stream()
        .flatMap(input -> index.constant(input).stream())
        .flatMap(tensor -> tensors.scalar(tensor).stream())
        .findFirst();
  }

  private Optional<NodeProto> maker(List<String> inputs, String opType) {
    return inputs.stream()
        .flatMap(input -> index.producer(input).stream())
        .filter(node -> node.getOpType().equals(opType))
        .findFirst();
  }

  /** Looks for the tell-tale operation between the two feed-forward products. */
  private Optional<Operation.Function> activation() {
    Deque<String> values = new ArrayDeque<>();
    encoder.result(Names.ffn1(0)).ifPresent(values::add);
    Set<String> seen = new HashSet<>(values);
    while (!values.isEmpty()) {
      for (NodeProto node : index.consumers(values.remove())) {
        Optional<Operation.Function> function = function(node);
        if (function.isPresent()) {
          return function;
        }
        if (!Set.of("MatMul", "Gemm").contains(node.getOpType())) {
          node.getOutputList().stream().filter(seen::add).forEach(values::add);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Operation.Function> function(NodeProto node) {
    return switch (node.getOpType()) {
      case "Erf" -> Optional.of(Operation.Function.GELU_ERF);
      case "Tanh", "FastGelu" -> Optional.of(Operation.Function.GELU_TANH);
      case "Relu" -> Optional.of(Operation.Function.RELU);
      case "Gelu" ->
          Optional.of(
              OnnxIndex.attribute(node, "approximate")
                  .filter(a -> a.getS().toStringUtf8().equals("tanh"))
                  .map(a -> Operation.Function.GELU_TANH)
                  .orElse(Operation.Function.GELU_ERF));
      default -> Optional.empty();
    };
  }

  private InputProblem notTold(String what, String key) {
    return new InputProblem(
        file
            + ": the graph does not tell the "
            + what
            + "; put the model's config.json (with "
            + key
            + ") beside it.");
  }
}
