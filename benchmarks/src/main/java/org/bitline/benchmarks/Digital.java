package org.bitline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.bitline.api.device.Component;
import org.bitline.api.device.Device;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.Figure;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.device.digital.NumberFormat;
import org.bitline.device.digital.SystolicParameters;
import org.bitline.device.digital.SystolicParameters.Array;
import org.bitline.device.digital.SystolicParameters.Memory;
import org.bitline.device.digital.SystolicType;
import org.bitline.device.digital.array.Dataflow;
import org.bitline.device.digital.array.LoopSearch.Objective;
import org.bitline.device.digital.array.Ports;
import org.bitline.device.digital.vector.FunctionKind;
import org.bitline.device.digital.vector.SoftmaxKind;
import org.bitline.device.digital.vector.VectorParameters;
import org.bitline.numerics.ScalarKernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Costing BERT-base, 128 tokens, on one systolic array: timing and activity of every operation of
 * twelve layers. {@link #remembered} asks a device that has seen the shapes; {@link #searched}
 * makes a new one, so that the loops of every shape are searched again.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 7, time = 1)
@Fork(1)
public class Digital {

  private static final int LAYERS = 12;
  private static final int WIDTH = 768;
  private static final int INNER = 3072;
  private static final int HEADS = 12;
  private static final int TOKENS = 128;

  /** Rows and columns of the array. */
  @Param({"128", "32"})
  public int side;

  /** What stays in it. */
  @Param({"OUTPUT_STATIONARY", "WEIGHT_STATIONARY"})
  public Dataflow dataflow;

  private final List<Operation> operations = operations();
  private Device device;

  /** Makes a device and lets it see the shapes. */
  @Setup
  public void setUp() {
    device = device();
    cost(device);
  }

  /** With the plans of all shapes at hand. */
  @Benchmark
  public double remembered() {
    return cost(device);
  }

  /** With a search for each of the five shapes. */
  @Benchmark
  public double searched() {
    return cost(device());
  }

  private double cost(Device on) {
    Total total = new Total();
    double seconds = 0;
    for (Operation operation : operations) {
      seconds += on.timing(operation, Load.of(TOKENS)).latencySeconds();
      on.account(operation, Load.of(TOKENS), total);
    }
    return seconds + total.sum;
  }

  private Device device() {
    Array array =
        new Array(
            side,
            side,
            8,
            8,
            NumberFormat.INT,
            32,
            dataflow,
            false,
            false,
            "search",
            0,
            Objective.LATENCY);
    double mebi = 1 << 20;
    Memory memory =
        new Memory(2 * mebi, 2 * mebi, 0, mebi / 4, false, 8192 * mebi, 8 * 235.5e9, Ports.SHARED);
    VectorParameters vector =
        new VectorParameters(
            128,
            16,
            false,
            new VectorParameters.Functions(
                SoftmaxKind.EXACT,
                FunctionKind.EXACT,
                FunctionKind.EXACT,
                16,
                2,
                32,
                new VectorParameters.Softermax(2, 15, 6, 7)),
            new VectorParameters.Passes(5, 4, 5, 6, 3, 8, 6, 1, 1, 1, 2, 3, 0));
    return new SystolicType(new ScalarKernels())
        .create(new SystolicParameters(500e6, array, memory, vector), new Context());
  }

  private static List<Operation> operations() {
    List<Operation> all = new ArrayList<>();
    for (int layer = 1; layer <= LAYERS; layer++) {
      for (String name : List.of("query", "key", "value", "output")) {
        all.add(matmul(name, layer, WIDTH, WIDTH));
      }
      all.add(dynamic(layer, DynamicKind.SCORES));
      all.add(new Operation.Softmax("softmax", layer, "scores", HEADS));
      all.add(dynamic(layer, DynamicKind.CONTEXT));
      all.add(matmul("ffn1", layer, WIDTH, INNER));
      all.add(new Operation.Activation("gelu", layer, "x", Operation.Function.GELU_ERF, INNER));
      all.add(matmul("ffn2", layer, INNER, WIDTH));
      for (String name : List.of("attention", "ffn")) {
        all.add(new Operation.Add(name + "-add", layer, "a", "b", WIDTH));
        all.add(new Operation.LayerNorm(name, layer, "x", "gamma", "beta", 1e-12f, WIDTH));
      }
    }
    return all;
  }

  private static Operation matmul(String name, int layer, int inputs, int outputs) {
    return new StaticMatmul(
        name,
        layer,
        "x",
        new Weight(name + layer, inputs, outputs, Optional.empty()),
        Optional.empty(),
        Range.all(inputs),
        Range.all(outputs),
        Optional.empty());
  }

  private static Operation dynamic(int layer, DynamicKind kind) {
    return new DynamicMatmul(
        kind.name(), layer, kind, "left", "right", HEADS, WIDTH / HEADS, 0.125f, Optional.empty());
  }

  private static final class Total implements Ledger {
    private double sum;

    @Override
    public void add(String component, String action, double amount) {
      sum += amount;
    }

    @Override
    public void max(String component, String action, double amount) {}

    @Override
    public void histogram(String component, String action, int bin, long count) {}
  }

  /** Prices do not matter here. */
  private record Context() implements DeviceContext {
    @Override
    public String name() {
      return "npu";
    }

    @Override
    public Component component(String role) {
      Figure none = Figure.unknown("a benchmark prices nothing");
      return new Component(role, "45 nm", none, none, new TreeMap<>());
    }
  }
}
