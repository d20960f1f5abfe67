package org.bitline.device.digital;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitline.api.device.Component;
import org.bitline.api.device.Device;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.Figure;
import org.bitline.api.device.Ledger;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.device.digital.SystolicParameters.Array;
import org.bitline.device.digital.SystolicParameters.Memory;
import org.bitline.device.digital.array.Dataflow;
import org.bitline.device.digital.array.LoopSearch.Objective;
import org.bitline.device.digital.array.Ports;
import org.bitline.device.digital.vector.FunctionKind;
import org.bitline.device.digital.vector.SoftmaxKind;
import org.bitline.device.digital.vector.VectorParameters;
import org.bitline.device.digital.vector.VectorParameters.Functions;
import org.bitline.device.digital.vector.VectorParameters.Passes;
import org.bitline.numerics.ScalarKernels;

/** The stock device with changes, for tests. */
final class Stock {

  static final double MEBI = 1 << 20;
  static final Array ARRAY = array(128, 128, 8, 8);
  static final Memory MEMORY = memory(2 * MEBI, 2 * MEBI, false, 235.5 * 8e9);
  static final Functions EXACT =
      new Functions(
          SoftmaxKind.EXACT,
          FunctionKind.EXACT,
          FunctionKind.EXACT,
          16,
          2,
          32,
          new VectorParameters.Softermax(2, 15, 6, 7));
  static final VectorParameters VECTOR = vector(128, 16, EXACT, false);

  private static final Map<String, List<String>> ACTIONS =
      Map.of(
          "mac", List.of("mac"),
          "register", List.of("access"),
          "quantiser", List.of("convert"),
          "sram", List.of("read", "write"),
          "vector", List.of("pass"),
          "dram", List.of("read", "write"),
          "chip", List.of());

  private Stock() {}

  static Memory memory(double weights, double activations, boolean resident, double bandwidth) {
    return new Memory(
        weights, activations, 0, MEBI / 4, resident, 8192 * MEBI, bandwidth, Ports.SHARED);
  }

  /** An output-stationary array of integers. */
  static Array array(int rows, int columns, int operandBits, int outputBits) {
    return array(
        rows, columns, operandBits, outputBits, NumberFormat.INT, 32, Dataflow.OUTPUT_STATIONARY);
  }

  static Array array(
      int rows,
      int columns,
      int operandBits,
      int outputBits,
      NumberFormat format,
      int accumulatorBits,
      Dataflow dataflow) {
    return new Array(
        rows,
        columns,
        operandBits,
        outputBits,
        format,
        accumulatorBits,
        dataflow,
        false,
        false,
        "search",
        0,
        Objective.LATENCY);
  }

  static VectorParameters vector(int lanes, int bits, Functions functions, boolean fused) {
    return new VectorParameters(
        lanes, bits, fused, functions, new Passes(5, 4, 5, 6, 3, 8, 6, 1, 1, 1, 2, 3, 0));
  }

  /** The stock functions with another softmax. */
  static Functions softmax(SoftmaxKind kind) {
    return new Functions(kind, EXACT.activation(), EXACT.layerNorm(), 16, 2, 32, EXACT.softermax());
  }

  static SystolicParameters parameters(Array array, Memory memory, VectorParameters vector) {
    return new SystolicParameters(500e6, array, memory, vector);
  }

  static Device device(Array array, Memory memory, VectorParameters vector) {
    return new SystolicType(new ScalarKernels())
        .create(parameters(array, memory, vector), new Context());
  }

  static Device device() {
    return device(ARRAY, MEMORY, VECTOR);
  }

  static StaticMatmul matmul(int inputs, int outputs, Range rows) {
    return new StaticMatmul(
        "m",
        1,
        "x",
        new Weight("w", inputs, outputs, Optional.empty()),
        Optional.empty(),
        rows,
        Range.all(outputs),
        Optional.empty());
  }

  static StaticMatmul matmul(int inputs, int outputs) {
    return matmul(inputs, outputs, Range.all(inputs));
  }

  /** Amounts by "component action". */
  static final class Amounts implements Ledger {
    final TreeMap<String, Double> sums = new TreeMap<>();

    double of(String action) {
      return sums.get(action);
    }

    @Override
    public void add(String component, String action, double amount) {
      sums.merge(component + " " + action, amount, Double::sum);
    }

    @Override
    public void max(String component, String action, double amount) {}

    @Override
    public void histogram(String component, String action, int bin, long count) {
      sums.merge(component + " " + action, (double) count, Double::sum);
    }
  }

  record Context() implements DeviceContext {
    @Override
    public String name() {
      return "npu";
    }

    @Override
    public Component component(String role) {
      Figure one = Figure.of(1, "a price of one", "assumed");
      TreeMap<String, Component.Action> actions = new TreeMap<>();
      for (String action : ACTIONS.get(role)) {
        actions.put(action, new Component.Action(one, one, "unit"));
      }
      return new Component("test/" + role, "45 nm", one, one, actions);
    }
  }
}
