package org.bitline.device.reram;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitline.api.device.Component;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.Figure;
import org.bitline.device.reram.ReramParameters.Adc;
import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.ReramParameters.Array;
import org.bitline.device.reram.ReramParameters.Cell;
import org.bitline.device.reram.ReramParameters.Chip;
import org.bitline.device.reram.ReramParameters.Conversion;
import org.bitline.device.reram.ReramParameters.Encoded;
import org.bitline.device.reram.ReramParameters.Input;
import org.bitline.device.reram.ReramParameters.Scale;
import org.bitline.device.reram.ReramParameters.Subtraction;
import org.bitline.device.reram.ReramParameters.Weights;
import org.bitline.device.reram.ReramParameters.Wiring;
import org.bitline.device.reram.ReramParameters.Write;
import org.bitline.device.reram.array.ArrayDesign.Sampling;
import org.bitline.device.reram.array.Converter.Model;
import org.bitline.device.reram.array.Differential.Sides;
import org.bitline.device.reram.array.InputCoding.Encoding;
import org.bitline.device.reram.array.Offset.Reference;
import org.bitline.device.reram.array.Tiling.Partition;
import org.bitline.device.reram.wire.Wires.SelectedRows;
import org.bitline.device.reram.wire.Wires.Topology;
import org.bitline.numerics.ScalarCrossbar;
import org.bitline.numerics.ScalarKernels;

/** The ISAAC-like device with changes, for tests. */
final class Stock {

  private static final Map<String, List<String>> ACTIONS =
      Map.of(
          Roles.ADC, List.of("convert"),
          Roles.DAC, List.of("drive"),
          Roles.CELL, List.of("read", "write"),
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
    return new ReramParameters(
        new Array(rows, 128, 100e-9, Partition.MAXIMAL),
        cell(error),
        weights(weightBits, scale),
        new Input(inputBits, 1, Encoding.TWOS_COMPLEMENT, true),
        new Adc(adcBits, range, 1.28e9, Model.SIGN_MAGNITUDE, Conversion.PER_STEP, List.of()),
        new Wiring(Topology.INPUT_SOURCE, 0, 0, 0, 0, SelectedRows.TOP),
        new Write(1, 12, 85.7e-9),
        new Chip(8, 12, 168, 4, 6),
        "none",
        ReramParameters.Fidelity.EXACT);
  }

  private static Cell cell(double error) {
    ErrorModel normal = ErrorModel.NORMAL_INDEPENDENT;
    return new Cell(
        2, 500e-6, 0.5e-6, error, normal, 0, 0, normal, Sampling.COLUMN, false, 0.1, 1e9);
  }

  private static Weights weights(int bits, Scale scale) {
    return new Weights(
        bits,
        scale,
        Encoded.SLICED_DIFFERENTIAL,
        0,
        Sides.ONE_SIDED,
        Subtraction.ANALOG,
        false,
        Reference.DIGITAL,
        1);
  }

  /** The stock with changes: dotted names and values in turn. */
  static ReramParameters with(Object... changes) {
    ReramParameters p = parameters(0, 8, AdcRange.GRANULAR, Scale.COLUMN);
    for (int i = 0; i < changes.length; i += 2) {
      p = Change.in(p, (String) changes[i], changes[i + 1]);
    }
    return p;
  }

  static ReramParameters parameters() {
    return parameters(0.01, 8, AdcRange.GRANULAR, Scale.COLUMN);
  }

  static ReramDevice device(ReramParameters parameters) {
    return (ReramDevice)
        new ReramType(new ScalarCrossbar(), new ScalarKernels()).create(parameters, new Context());
  }

  private record Context() implements DeviceContext {
    @Override
    public String name() {
      return "cim";
    }

    @Override
    public Component component(String role) {
      Figure one = Figure.of(1, "a price of one", "assumed");
      TreeMap<String, Component.Action> actions = new TreeMap<>();
      for (String action : ACTIONS.getOrDefault(role, List.of())) {
        actions.put(action, new Component.Action(one, one, "unit"));
      }
      return new Component("test/" + role, "32 nm", one, one, actions);
    }
  }
}
