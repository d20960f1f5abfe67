package org.bitline.device.reram;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitline.api.device.Component;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.Figure;
import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.ReramParameters.Scale;
import org.bitline.numerics.ScalarCrossbar;
import org.bitline.numerics.ScalarKernels;

/** The ISAAC-like device with changes, for tests. */
final class Stock {

  private static final Map<String, List<String>> ACTIONS =
      Map.of(
          Roles.ADC, List.of("convert"),
          Roles.DAC, List.of("drive"),
          Roles.SAMPLE_HOLD, List.of("sample"),
          Roles.SHIFT_ADD, List.of("add"),
          Roles.REGISTER_IN, List.of("read"),
          Roles.REGISTER_OUT, List.of("write"),
          Roles.EDRAM, List.of("read", "write"),
          Roles.BUS, List.of("transfer"),
          Roles.ROUTER, List.of("transfer"));

  private Stock() {}

  static ReramParameters parameters(double error, int adcBits, AdcRange range, Scale scale) {
    return parameters(128, 8, 8, error, adcBits, range, scale);
  }

  static ReramParameters parameters(
      int rows,
      int weightBits,
      int inputBits,
      double error,
      int adcBits,
      AdcRange range,
      Scale scale) {
    return changed(
        Defaults.of(ReramParameters.class),
        "array.rows",
        rows,
        "cell.programmingError",
        error,
        "weights.bits",
        weightBits,
        "weights.scale",
        scale,
        "input.bits",
        inputBits,
        "adc.bits",
        adcBits,
        "adc.range",
        range);
  }

  /** The stock with changes: dotted names and values in turn. */
  static ReramParameters with(Object... changes) {
    return changed(parameters(0, 8, AdcRange.GRANULAR, Scale.COLUMN), changes);
  }

  private static ReramParameters changed(ReramParameters from, Object... changes) {
    ReramParameters p = from;
    for (int i = 0; i < changes.length; i += 2) {
      p = Change.in(p, (String) changes[i], changes[i + 1]);
    }
    return p;
  }

  static ReramParameters parameters() {
    return parameters(0.01, 8, AdcRange.GRANULAR, Scale.COLUMN);
  }

  static ReramDevice device(ReramParameters parameters) {
    return device(parameters, Path.of(""));
  }

  /** With paths of its parameters in a folder. */
  static ReramDevice device(ReramParameters parameters, Path directory) {
    return (ReramDevice)
        new ReramType(new ScalarCrossbar(), new ScalarKernels())
            .create(parameters, new Context(directory, List.of("read", "write")));
  }

  /** With cells priced by what they conduct alone. */
  static ReramDevice conducting(ReramParameters parameters) {
    return (ReramDevice)
        new ReramType(new ScalarCrossbar(), new ScalarKernels())
            .create(parameters, new Context(Path.of(""), List.of("conduct", "write")));
  }

  private record Context(Path directory, List<String> ofCells) implements DeviceContext {
    @Override
    public boolean names(String role) {
      return !role.equals(Roles.WORD_LINE) && !role.equals(Roles.WHITE_SPACE);
    }

    @Override
    public String name() {
      return "cim";
    }

    @Override
    public Component component(String role) {
      Figure one = Figure.of(1, "a price of one", "assumed");
      TreeMap<String, Component.Action> actions = new TreeMap<>();
      List<String> priced =
          role.equals(Roles.CELL) ? ofCells : ACTIONS.getOrDefault(role, List.of());
      for (String action : priced) {
        actions.put(action, new Component.Action(one, one, "unit"));
      }
      return new Component("test/" + role, "32 nm", one, one, actions);
    }
  }
}
