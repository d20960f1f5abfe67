package org.bitline.device.reram.reference;

import java.util.List;
import java.util.Locale;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.ArrayDesign.Sampling;
import org.bitline.device.reram.array.Cells;
import org.bitline.device.reram.array.Converter;
import org.bitline.device.reram.array.ConverterRange;
import org.bitline.device.reram.array.Differential;
import org.bitline.device.reram.array.Imperfections;
import org.bitline.device.reram.array.InputCoding;
import org.bitline.device.reram.array.Mapping;
import org.bitline.device.reram.array.Offset;
import org.bitline.device.reram.array.Sliced;
import org.bitline.device.reram.array.Tiling;
import org.bitline.device.reram.cell.CellError;
import org.bitline.device.reram.cell.Clipped;
import org.bitline.device.reram.cell.FittedSpread;
import org.bitline.device.reram.cell.Law;
import org.bitline.device.reram.cell.NormalError;
import org.bitline.device.reram.cell.Sonos;
import org.bitline.device.reram.cell.UniformError;
import org.bitline.device.reram.wire.Wires;

/** Reads the {@code config} of a case as a design, with CrossSim 3.2.0's quirks. */
final class DesignReader {

  private final Golden config;
  private final Cells cells;

  DesignReader(Golden config) {
    this.config = config;
    double max = 1 / config.number("Rmin");
    double min = config.flag("infinite_on_off") ? 0 : 1 / config.number("Rmax");
    this.cells = new Cells(config.integer("cell_bits"), min, max);
  }

  ArrayDesign design() {
    boolean drifted = config.number("time_days") > 0;
    CellError programming = error(drifted ? "drift_error" : "programming_error");
    return new ArrayDesign(
        mapping(),
        cells,
        tiling(),
        input(),
        converter(),
        programming,
        error("read_noise"),
        Sampling.CELL,
        wires(),
        true,
        Imperfections.NONE);
  }

  private Mapping mapping() {
    int bits = config.integer("weight_bits");
    boolean sliced = config.text("style").equals("BITSLICED");
    String style = sliced ? config.text("slice_style") : config.text("style");
    Mapping base =
        switch (style) {
          case "BALANCED" ->
              new Differential(
                  sliced
                      ? Differential.Sides.ONE_SIDED
                      : choice(Differential.Sides.class, config, "balanced_style"),
                  config.flag("subtract_in_array"),
                  config.flag("interleaved"),
                  bits);
          case "OFFSET" ->
              new Offset(choice(Offset.Reference.class, config, "offset_style"), bits, true);
          default -> throw config.problem("style", "BALANCED, OFFSET or BITSLICED is wanted here.");
        };
    return sliced ? Sliced.of(base, bits, config.integer("num_slices")) : base;
  }

  private static <E extends Enum<E>> E choice(Class<E> type, Golden golden, String key) {
    String text = golden.text(key);
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
        return value;
      }
    }
    throw golden.problem(
        key, "one of " + List.of(type.getEnumConstants()) + " is wanted here, not " + text + ".");
  }

  private Tiling tiling() {
    boolean equal = config.text("partition").equals("EQUAL");
    return new Tiling(
        config.integer("rows_max"),
        config.integer("cols_max"),
        equal ? Tiling.Partition.EQUAL : Tiling.Partition.EVEN_OR_MAXIMAL);
  }

  private InputCoding input() {
    int step = config.flag("input_bitslicing") ? config.integer("input_slice_bits") : 0;
    return new InputCoding(
        config.integer("dac_bits"),
        config.flag("dac_signed"),
        step,
        InputCoding.Encoding.SIGN_MAGNITUDE);
  }

  private Converter converter() {
    boolean uniform = config.text("adc_model").equals("QuantizerADC");
    ConverterRange range =
        switch (config.text("adc_range")) {
          case "MAX" -> new ConverterRange.Maximal();
          case "GRANULAR" -> new ConverterRange.Granular();
          case "CALIBRATED" -> calibrated();
          default -> throw config.problem("adc_range", "MAX, GRANULAR or CALIBRATED is wanted.");
        };
    return new Converter(
        config.integer("adc_bits"),
        uniform ? Converter.Model.UNIFORM : Converter.Model.SIGN_MAGNITUDE,
        range,
        config.flag("adc_per_input_slice"));
  }

  private ConverterRange calibrated() {
    if (config.integer("adc_bits") == 0) {
      return new ConverterRange.Maximal();
    }
    Golden range = config.member("adc_calibrated_range");
    if (range.json().path(0).isArray()) {
      double[][] rows = config.matrix("adc_calibrated_range");
      return new ConverterRange.Calibrated(
          java.util.Arrays.stream(rows).map(r -> new Converter.Limits(r[0], r[1])).toList());
    }
    double[] one = range.numbers();
    return new ConverterRange.Calibrated(List.of(new Converter.Limits(one[0], one[1])));
  }

  private Wires wires() {
    if (!config.has("parasitics")) {
      return Wires.none();
    }
    Golden p = config.member("parasitics");
    return new Wires(
        choice(Wires.Topology.class, p, "topology"),
        p.number("Rp_row"),
        p.number("Rp_col"),
        p.number("Rp_row_terminal"),
        p.number("Rp_col_terminal"),
        choice(Wires.SelectedRows.class, p, "selected_rows"));
  }

  /** The error of that name; none where it is null. */
  CellError error(String key) {
    if (!config.has(key)) {
      return new CellError.None();
    }
    Golden golden = config.member(key);
    CellError error = error(golden, key.equals("read_noise"));
    return config.flag("clip_conductance")
        ? new Clipped(error, cells.minSiemens(), cells.maxSiemens())
        : error;
  }

  private CellError error(Golden golden, boolean read) {
    double m = golden.number("magnitude");
    double max = cells.maxSiemens();
    return switch (golden.text("model")) {
      case "NormalIndependentDevice" -> NormalError.of(Law.INDEPENDENT, m, max);
      case "NormalProportionalDevice" -> NormalError.of(Law.PROPORTIONAL, m, max);
      case "NormalInverseProportionalDevice" -> NormalError.of(Law.INVERSE, m, max);
      case "UniformIndependentDevice" -> new UniformError(Law.INDEPENDENT, m, max);
      case "UniformProportionalDevice" -> new UniformError(Law.PROPORTIONAL, m, max);
      case "UniformInverseProportionalDevice" -> new UniformError(Law.INVERSE, m, max);
      case "PCMJoshi" -> new NormalError(new FittedSpread(FittedSpread.Kind.PCM_JOSHI));
      case "RRAMMilo" -> new NormalError(new FittedSpread(FittedSpread.Kind.RRAM_MILO));
      case "RRAMWan" -> new NormalError(new FittedSpread(FittedSpread.Kind.RRAM_WAN));
      case "SONOS" ->
          read
              ? Sonos.read(config.number("Vread"))
              : Sonos.after(config.number("time_days"), config.number("Vread"));
      default -> throw golden.problem("model", "this error model is not known.");
    };
  }

  Cells cells() {
    return cells;
  }
}
