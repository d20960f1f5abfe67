package org.bitline.device.reram.reference;

import java.util.OptionalDouble;
import org.bitline.device.reram.Preset;

/**
 * The HERMES core. Nothing may be fitted to it: the prediction has cells by V² G t with assumed
 * densities, converters by the survey regression at the node, and a pulse of 2^7 − 1 cycles of the
 * published clock.
 */
final class HermesChip implements Chip {

  private static final String UNFITTED = "adc/survey-14nm";

  private final SiliconCase chip;
  private final Preset preset;

  HermesChip(SiliconCase chip, Preset preset) {
    this.chip = chip;
    this.preset = preset;
  }

  private int rows() {
    return (int) chip.config("array_rows");
  }

  private int columns() {
    return (int) chip.config("array_cols");
  }

  @Override
  public OptionalDouble counted(String entry) {
    double macs = chip.config("accumulation_length") * chip.config("outputs_per_access");
    return switch (entry) {
      case "in8.tops_1b" -> {
        double operations =
            2 * macs * chip.config("input_bits") * chip.config("weight_bits_equivalent");
        yield OptionalDouble.of(operations / chip.value("in8.time_per_access") / 1000);
      }
      case "mvm_energy" -> OptionalDouble.of(2 * macs / chip.value("in8.tops_per_w") / 1000);
      default -> OptionalDouble.empty();
    };
  }

  @Override
  public OptionalDouble modelled(String entry) {
    return entry.equals("mvm_energy") ? energy(preset) : predicted(entry);
  }

  private OptionalDouble energy(Preset p) {
    double joules =
        p.joules(rows(), columns()).values().stream().mapToDouble(Double::doubleValue).sum();
    return OptionalDouble.of(joules * 1e9);
  }

  @Override
  public OptionalDouble predicted(String entry) {
    Preset unfitted = preset.withComponent("adc", UNFITTED);
    return switch (entry) {
      case "mvm_energy" -> energy(unfitted);
      case "in8.time_per_access" ->
          OptionalDouble.of(unfitted.intervalSeconds(rows(), columns()) * 1e9);
      case "area" ->
          OptionalDouble.of(
              (unfitted.tileSquareMetres("adc")
                      + unfitted.tileSquareMetres("dac")
                      + unfitted.tileSquareMetres("cell"))
                  * 1e6);
      default -> OptionalDouble.empty();
    };
  }

  @Override
  public OptionalDouble calibrated(String entry) {
    return OptionalDouble.empty();
  }
}
