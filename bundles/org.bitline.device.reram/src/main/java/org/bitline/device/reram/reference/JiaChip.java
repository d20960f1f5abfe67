package org.bitline.device.reram.reference;

import java.util.OptionalDouble;
import org.bitline.device.reram.Preset;

/**
 * The charge-domain SRAM macro of Jia et al. at its two supplies. Converter and array go with V²
 * from the calibration point, the data path with V² and a leaking tenth, times are the published
 * cycles. Areas are the preset's parts, summed by the device's own counts: a check of counting.
 */
final class JiaChip implements Chip {

  private final SiliconCase chip;
  private final Preset preset;

  JiaChip(SiliconCase chip, Preset preset) {
    this.chip = chip;
    this.preset = preset;
  }

  private static double supply(String point) {
    return Double.parseDouble(point.substring(1));
  }

  private Preset at(double supply) {
    Preset at = preset;
    for (String role : new String[] {"adc", "cell", "shift-add"}) {
      at = at.withPrice(role, "supply", supply);
    }
    return at;
  }

  private double accessNanoseconds(double supply) {
    String key = "cycle_ns_at_" + (supply == 0.85 ? "0V85" : "1V2");
    return chip.config("cycles_per_access") * chip.config(key);
  }

  private int rows() {
    return (int) chip.config("array_rows");
  }

  private int columns() {
    return (int) chip.config("array_cols");
  }

  @Override
  public String remark(String entry) {
    return entry.startsWith("area.") ? "the chip's own part, counted" : "";
  }

  @Override
  public OptionalDouble counted(String entry) {
    String point = Chip.point(entry);
    return switch (Chip.quantity(entry)) {
      case "tops_1b" -> OptionalDouble.of(tops(point));
      case "tops_per_w_1b" ->
          OptionalDouble.of(
              2.0
                  * rows()
                  / (chip.value(point + ".energy_adc") + chip.value(point + ".energy_array")));
      default -> OptionalDouble.empty();
    };
  }

  private double tops(String point) {
    return chip.config("ops_per_access") / accessNanoseconds(supply(point)) / 1000;
  }

  @Override
  public OptionalDouble modelled(String entry) {
    String point = Chip.point(entry);
    if (point.equals("area")) {
      String role = Chip.quantity(entry).equals("adc") ? "adc" : "cell";
      return OptionalDouble.of(preset.tileSquareMetres(role) * 1e6);
    }
    Preset at = at(supply(point));
    double adc = at.price("adc", "convert") * 1e12;
    double array = at.price("cell", "read") * 1e12 / columns();
    return switch (Chip.quantity(entry)) {
      case "energy_adc" -> OptionalDouble.of(adc);
      case "energy_array" -> OptionalDouble.of(array);
      case "energy_near_memory" -> OptionalDouble.of(at.price("shift-add", "add") * 1e12);
      case "tops_per_w_1b" -> OptionalDouble.of(2.0 * rows() / (adc + array));
      case "tops_1b", "tops_per_mm2_1b" -> OptionalDouble.of(tops(point));
      default -> OptionalDouble.empty();
    };
  }

  @Override
  public OptionalDouble predicted(String entry) {
    return OptionalDouble.empty();
  }

  @Override
  public OptionalDouble calibrated(String entry) {
    if (entry.startsWith("area.")) {
      return modelled(entry);
    }
    OptionalDouble here = modelled(entry);
    String fit = chip.calibration().get(0) + "." + Chip.quantity(entry);
    OptionalDouble there = modelled(fit);
    return here.isPresent() && there.isPresent()
        ? OptionalDouble.of(here.getAsDouble() / there.getAsDouble() * chip.value(fit))
        : OptionalDouble.empty();
  }
}
