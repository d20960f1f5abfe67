package org.bitline.mapper;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.api.device.Device;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Support;
import org.bitline.api.mapping.Estimator;
import org.bitline.api.mapping.Goal;
import org.bitline.api.mapping.Mapper.Problem;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Softmax;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Tensors;
import org.bitline.api.workload.Workload;

/** A small graph: two products, scores of them, and a softmax; devices cim, hbm and npu. */
final class Samples {

  static final int ROWS = 64;
  static final int COLUMNS = 96;
  static final Path FOLDER = Path.of("/experiments");

  private Samples() {}

  static Problem problem() {
    Map<String, Device> devices = new LinkedHashMap<>();
    for (String name : List.of("cim", "hbm", "npu")) {
      devices.put(name, device(name));
    }
    return new Problem(
        workload(),
        devices,
        new Section(new Location("e.json", "/mapping"), FOLDER, Map.of()),
        Goal.NONE,
        new NoEstimates(),
        Optional.empty());
  }

  /** For mappers that do not look at costs. */
  private static final class NoEstimates implements Estimator {

    @Override
    public Estimate estimate(Operation operation, String device, int copies) {
      return new Estimate(0, 0, 0, 0, Set.of(), Footprint.NONE, 0);
    }

    @Override
    public Optional<Move> move(Operation producer, String from, String to) {
      return Optional.empty();
    }

    @Override
    public Holding holding(String device, Footprint used) {
      return new Holding(0, 0);
    }
  }

  private static Workload workload() {
    List<Operation> operations =
        List.of(
            matmul("layer.1.query"),
            matmul("layer.1.key"),
            new DynamicMatmul(
                "layer.1.scores",
                1,
                DynamicKind.SCORES,
                "layer.1.query",
                "layer.1.key",
                4,
                24,
                1f,
                Optional.empty()),
            new Softmax("layer.1.softmax", 1, "layer.1.scores", 4));
    return new Workload(
        "tiny",
        new Graph(operations, "layer.1.softmax"),
        new NoTensors(),
        8,
        false,
        Optional.empty(),
        Map.of());
  }

  private static StaticMatmul matmul(String id) {
    return new StaticMatmul(
        id,
        1,
        Graph.INPUT,
        new Weight(id + ".weight", ROWS, COLUMNS, Optional.empty()),
        Optional.empty(),
        Range.all(ROWS),
        Range.all(COLUMNS),
        Optional.empty());
  }

  /**
   * A mapper only asks what devices are called, and where partial sums are left and taken: hbm
   * leaves 4, npu takes them.
   */
  private static Device device(String name) {
    return (Device)
        Proxy.newProxyInstance(
            Device.class.getClassLoader(),
            new Class<?>[] {Device.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("partialSums")) {
                return name.equals("hbm") && !(arguments[0] instanceof Softmax) ? 4 : 1;
              } else if (method.getName().equals("supports")) {
                return name.equals("npu") ? Support.yes() : Support.no("a test says so");
              }
              throw new AssertionError("a mapper called " + method);
            });
  }

  private record NoTensors() implements Tensors {
    @Override
    public boolean present() {
      return false;
    }

    @Override
    public Tensor get(String identity) {
      throw new IllegalArgumentException(identity);
    }
  }
}
