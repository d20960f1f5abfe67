package org.bitline.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.api.device.Component;
import org.bitline.api.device.Device;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.DeviceType;
import org.bitline.api.device.Figure;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Tensors;
import org.bitline.device.reram.ReramType;
import org.bitline.engine.json.RecordBinder;
import org.bitline.engine.json.Units;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.MatrixKernels;

/** ReRAM devices as a run makes them, without prices. */
final class Devices {

  private Devices() {}

  /**
   * A device.
   *
   * @param settings dotted names of parameters and their values as in a device model; defaults else
   */
  static Device of(CrossbarKernels crossbar, MatrixKernels dense, Map<String, Object> settings) {
    return create(new ReramType(crossbar, dense), settings);
  }

  private static <P extends Record> Device create(
      DeviceType<P> type, Map<String, Object> settings) {
    Section section = new Section(new Location("benchmark", ""), Path.of("."), tree(settings));
    P parameters = new RecordBinder(new Units()).bind(section, type.parameters());
    return type.create(parameters, new Free());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> tree(Map<String, Object> settings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (String part :
        List.of("array", "cell", "weights", "input", "adc", "wires", "write", "chip")) {
      tree.put(part, new LinkedHashMap<String, Object>());
    }
    settings.forEach(
        (name, value) -> {
          int dot = name.indexOf('.');
          if (dot < 0) {
            tree.put(name, value);
          } else {
            ((Map<String, Object>) tree.get(name.substring(0, dot)))
                .put(name.substring(dot + 1), value);
          }
        });
    return tree;
  }

  /** A matrix on a device. */
  static Resident place(Device device, float[] w, int rows, int columns) {
    StaticMatmul matmul =
        new StaticMatmul(
            "m",
            1,
            "x",
            new Weight("w", rows, columns, Optional.empty()),
            Optional.empty(),
            Range.all(rows),
            Range.all(columns),
            Optional.empty());
    Tensor tensor = new Tensor("w", rows, columns, w);
    Tensors tensors =
        new Tensors() {
          @Override
          public boolean present() {
            return true;
          }

          @Override
          public Tensor get(String identity) {
            return tensor;
          }
        };
    return device.place(matmul, tensors, KeyedStream.of(1));
  }

  /** Takes activity and keeps none. */
  static final class NoLedger implements Ledger {
    @Override
    public void add(String component, String action, double amount) {}

    @Override
    public void max(String component, String action, double amount) {}

    @Override
    public void histogram(String component, String action, int bin, long count) {}
  }

  /** Everything costs nothing, and only what every chip has is there. */
  private static final class Free implements DeviceContext {

    private static final Map<String, List<String>> ACTIONS =
        Map.of(
            "adc", List.of("convert"), "dac", List.of("drive"), "cell", List.of("read", "write"));

    @Override
    public boolean names(String role) {
      return ACTIONS.containsKey(role);
    }

    @Override
    public String name() {
      return "benchmark";
    }

    @Override
    public Component component(String role) {
      Figure none = Figure.of(0, "benchmarks have no prices", "assumed");
      TreeMap<String, Component.Action> actions = new TreeMap<>();
      ACTIONS
          .getOrDefault(role, List.of())
          .forEach(action -> actions.put(action, new Component.Action(none, none, "unit")));
      return new Component("benchmark/" + role, "32 nm", none, none, actions);
    }
  }
}
