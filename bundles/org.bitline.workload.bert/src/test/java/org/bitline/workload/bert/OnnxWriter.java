package org.bitline.workload.bert;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitline.workload.bert.TinyBert.Stored;
import org.bitline.workload.bert.encoder.BertConfig;
import org.bitline.workload.bert.encoder.Names;

/**
 * Writes a tiny BERT as PyTorch's exporter would: matrices are constants without a telling name,
 * transposed; the head count stands in the shape of a Reshape; layer norm and GELU are decomposed.
 * Of the graph only what tells something about weights is written: no runtime could run it.
 */
public final class OnnxWriter {

  private static final int FLOAT = TensorProto.DataType.FLOAT.getNumber();
  private static final int INT64 = TensorProto.DataType.INT64.getNumber();

  private final BertConfig config = TinyBert.CONFIG;
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("main_graph");
  private final Map<String, Stored> tensors;
  private final Set<String> withoutMatrix = new HashSet<>();
  private String activation = "Erf";
  private boolean namedBiases = true;
  private boolean headsTold = true;
  private int constants;

  public OnnxWriter(TinyBert bert) {
    this.tensors = bert.tensors();
  }

  /** Leaves a module's product out. */
  public OnnxWriter without(String module) {
    withoutMatrix.add(module);
    return this;
  }

  /** The operation between the two feed-forward products. */
  public OnnxWriter activation(String opType) {
    activation = opType;
    return this;
  }

  /** Gives biases no telling name, so that only node names help. */
  public OnnxWriter anonymousBiases() {
    namedBiases = false;
    return this;
  }

  public OnnxWriter headsNotTold() {
    headsTold = false;
    return this;
  }

  public OnnxWriter node(String opType) {
    node(opType, "/extra/" + opType, List.of("input_ids"), "extra_" + opType);
    return this;
  }

  public ModelProto model() {
    embeddings();
    for (int layer = 0; layer < config.layers(); layer++) {
      layer(layer);
    }
    return ModelProto.newBuilder().setIrVersion(7).setGraph(graph).build();
  }

  public void write(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, model().toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void embeddings() {
    for (String table : List.of(Names.TOKEN, Names.POSITION, Names.TYPE)) {
      initialiser(table, table);
      node("Gather", "/" + table, List.of(table, "input_ids"), table + "_rows");
    }
    norm(Names.EMBEDDING_NORM, Names.TOKEN + "_rows", "hidden_0");
  }

  private void layer(int n) {
    String input = "hidden_" + n;
    String query = linear(Names.query(n), input);
    linear(Names.key(n), input);
    String value = linear(Names.value(n), input);
    if (headsTold) {
      String[] shape = {
        constant(0), constant(0), constant(config.heads()), constant(config.headSize())
      };
      node("Concat", "/Concat_" + n, List.of(shape), "shape_" + n);
      node("Reshape", "/Reshape_" + n, List.of(query, "shape_" + n), "heads_" + n);
    }
    String output = linear(Names.output(n), value);
    norm(Names.norm1(n), output, "attended_" + n);
    String ffn1 = linear(Names.ffn1(n), "attended_" + n);
    node("Mul", "/scale_" + n, List.of(ffn1, ffn1), "scaled_" + n);
    node(activation, "/act_" + n, List.of("scaled_" + n), "act_" + n);
    String ffn2 = linear(Names.ffn2(n), "act_" + n);
    norm(Names.norm2(n), ffn2, "hidden_" + (n + 1));
  }

  private String linear(String module, String input) {
    String path = "/" + module.replace(".attention", "/attention").replace('.', '/');
    String bias = namedBiases ? Names.bias(module) : "onnx::Add_" + constants++;
    initialiser(Names.bias(module), bias);
    if (!withoutMatrix.contains(module)) {
      String matrix = "onnx::MatMul_" + constants++;
      Stored stored = tensors.get(Names.weight(module));
      int outputs = stored.shape().get(0).intValue();
      int inputs = stored.shape().get(1).intValue();
      float[] applied = new float[stored.values().length];
      for (int o = 0; o < outputs; o++) {
        for (int i = 0; i < inputs; i++) {
          applied[i * outputs + o] = stored.values()[o * inputs + i];
        }
      }
      initialiser(matrix, List.of((long) inputs, (long) outputs), applied);
      node("MatMul", layerPath(path) + "/MatMul", List.of(input, matrix), module + "_product");
    }
    node("Add", layerPath(path) + "/Add", List.of(bias, module + "_product"), module + "_sum");
    return module + "_sum";
  }

  /** The exporter writes {@code /encoder/layer.0/attention/self/query}. */
  private static String layerPath(String path) {
    return path.replace("/layer/", "/layer.");
  }

  private void norm(String module, String input, String output) {
    initialiser(Names.weight(module), Names.weight(module));
    initialiser(Names.bias(module), Names.bias(module));
    String epsilon = module + "_epsilon";
    ByteBuffer raw = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    raw.putFloat(config.epsilon()).flip();
    TensorProto tensor =
        TensorProto.newBuilder().setDataType(FLOAT).setRawData(ByteString.copyFrom(raw)).build();
    constantNode(epsilon, tensor);
    node("Add", module + "/Add", List.of(input, epsilon), module + "_variance");
    node("Sqrt", module + "/Sqrt", List.of(module + "_variance"), module + "_deviation");
    node("Div", module + "/Div", List.of(input, module + "_deviation"), module + "_unit");
    node("Mul", module + "/Mul", List.of(module + "_unit", Names.weight(module)), module + "_mul");
    node("Add", module + "/Add_1", List.of(module + "_mul", Names.bias(module)), output);
  }

  private String constant(long value) {
    String name = "/Constant_" + constants++;
    ByteBuffer raw = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).flip();
    constantNode(
        name,
        TensorProto.newBuilder()
            .addDims(1)
            .setDataType(INT64)
            .setRawData(ByteString.copyFrom(raw))
            .build());
    return name;
  }

  private void constantNode(String output, TensorProto value) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Constant")
            .setName(output + "_node")
            .addOutput(output)
            .addAttribute(AttributeProto.newBuilder().setName("value").setT(value)));
  }

  private void node(String opType, String name, List<String> inputs, String output) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(opType)
            .setName(name)
            .addAllInput(inputs)
            .addOutput(output));
  }

  private void initialiser(String identity, String name) {
    Stored stored = tensors.get(identity);
    initialiser(name, stored.shape(), stored.values());
  }

  private void initialiser(String name, List<Long> shape, float[] values) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .addAllDims(shape)
            .setDataType(FLOAT)
            .setRawData(ByteString.copyFrom(raw)));
  }
}
