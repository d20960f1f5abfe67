package org.bitline.workload.bert.files;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitline.workload.bert.encoder.Names;

/** Who makes and who takes each value of an ONNX graph. */
final class OnnxIndex {

  /** Operations that hand a constant on, for the purpose of reading its values. */
  private static final Set<String> PASS =
      Set.of("Identity", "Cast", "Unsqueeze", "Squeeze", "Reshape");

  private final Map<String, TensorProto> initialisers = new HashMap<>();
  private final Map<String, String> byIdentity = new LinkedHashMap<>();
  private final Map<String, NodeProto> producers = new HashMap<>();
  private final Map<String, List<NodeProto>> consumers = new HashMap<>();
  private final Map<String, NodeProto> byModule = new HashMap<>();

  OnnxIndex(GraphProto graph) {
    for (TensorProto tensor : graph.getInitializerList()) {
      initialisers.put(tensor.getName(), tensor);
      byIdentity.putIfAbsent(Names.canonical(tensor.getName()), tensor.getName());
    }
    for (NodeProto node : graph.getNodeList()) {
      node.getOutputList().forEach(output -> producers.put(output, node));
      node.getInputList()
          .forEach(input -> consumers.computeIfAbsent(input, i -> new ArrayList<>()).add(node));
      byModule.putIfAbsent(module(node), node);
    }
  }

  /** Identities (canonical names) of all initialisers. */
  Collection<String> identities() {
    return byIdentity.keySet();
  }

  /** The initialiser of that identity. */
  Optional<TensorProto> named(String identity) {
    return Optional.ofNullable(byIdentity.get(identity)).map(initialisers::get);
  }

  /** The graph's own name of the initialiser of that identity. */
  Optional<String> valueOf(String identity) {
    return Optional.ofNullable(byIdentity.get(identity));
  }

  /** The initialiser that a node takes by this name. */
  Optional<TensorProto> initialiser(String value) {
    return Optional.ofNullable(initialisers.get(value));
  }

  Optional<NodeProto> producer(String value) {
    return Optional.ofNullable(producers.get(value));
  }

  List<NodeProto> consumers(String value) {
    return consumers.getOrDefault(value, List.of());
  }

  /** The node of a type that the exporter named after a module. */
  Optional<NodeProto> inModule(String module, String opType) {
    return Optional.ofNullable(byModule.get(module + "." + opType))
        .filter(node -> node.getOpType().equals(opType));
  }

  /** The constant that a value is, seen through operations that do not change its numbers. */
  Optional<TensorProto> constant(String value) {
    String name = value;
    // a damaged file may hold a cycle: no chain is longer than the graph
    for (int step = 0; step <= producers.size(); step++) {
      TensorProto initialiser = initialisers.get(name);
      if (initialiser != null) {
        return Optional.of(initialiser);
      }
      NodeProto node = producers.get(name);
      if (node == null) {
        return Optional.empty();
      }
      if (node.getOpType().equals("Constant")) {
        return attribute(node, "value").filter(AttributeProto::hasT).map(AttributeProto::getT);
      }
      if (!PASS.contains(node.getOpType()) || node.getInputCount() == 0) {
        return Optional.empty();
      }
      name = node.getInput(0);
    }
    return Optional.empty();
  }

  static Optional<AttributeProto> attribute(NodeProto node, String name) {
    return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
  }

  private static String module(NodeProto node) {
    String dotted = node.getName().replace('/', '.');
    return Names.canonical(dotted.startsWith(".") ? dotted.substring(1) : dotted);
  }
}
