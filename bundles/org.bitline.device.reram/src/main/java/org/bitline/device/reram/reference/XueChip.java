package org.bitline.device.reram.reference;

import java.util.OptionalDouble;
import java.util.SortedMap;
import org.bitline.device.reram.Preset;

/**
 * The 22 nm macro of Xue et al. An access is one output of 16 products: the preset's device with
 * one column a converter, at the point's bits. Predicted: readout scale 1 and steps of 1 ns, as
 * NeuroSim has them. Calibrated: readout (converter and cell current) by one factor in energy, all
 * steps by one in time, from the calibration point.
 *
 * <p>The case calls energies of an access pJ, but its own derivation (one-bit operations over
 * tops_per_w_1b) gives these digits in nJ; so they are read.
 */
final class XueChip implements Chip {

  private static final int WEIGHTS = 1;

  private final SiliconCase chip;
  private final Preset preset;

  XueChip(SiliconCase chip, Preset preset) {
    this.chip = chip;
    this.preset =
        preset
            .with("input.signed", false)
            .with("periphery.columnsPerAdc", 1L)
            .with("array.readCycle", "3 ns")
            .with("adc.rate", "166.66666666666666 MHz");
  }

  private int sum() {
    return (int) chip.config("accumulation_length");
  }

  /** An access at a point, unfitted. */
  private Preset at(String point) {
    return preset
        .with("input.bits", (long) Chip.number(point, "in"))
        .with("weights.bits", (long) Chip.number(point, "w"))
        .withPrice("adc", "scale", 1.0)
        .withPrice("cell", "scale", 1.0);
  }

  private double readout(String point) {
    SortedMap<String, Double> joules = at(point).joules(sum(), WEIGHTS);
    return (joules.get("adc") + joules.get("cell")) * 1e9;
  }

  private double wordLines(String point) {
    return at(point).joules(sum(), WEIGHTS).get("dac") * 1e9;
  }

  private double nanoseconds(String point) {
    return at(point).intervalSeconds(sum(), WEIGHTS) * 1e9;
  }

  @Override
  public String remark(String entry) {
    return Chip.quantity(entry).equals("energy_per_access") ? "digits are nJ" : "";
  }

  @Override
  public OptionalDouble counted(String entry) {
    String point = Chip.point(entry);
    if (!Chip.quantity(entry).equals("tops_1b")) {
      return OptionalDouble.empty();
    }
    double operations =
        2.0
            * sum()
            * chip.config("outputs_per_access")
            * Chip.number(point, "in")
            * Chip.number(point, "w");
    return OptionalDouble.of(operations / chip.value(point + ".time_per_access") / 1000);
  }

  @Override
  public OptionalDouble modelled(String entry) {
    return calibrated(entry);
  }

  @Override
  public OptionalDouble predicted(String entry) {
    String point = Chip.point(entry);
    return switch (Chip.quantity(entry)) {
      case "energy_per_access" -> OptionalDouble.of(readout(point) + wordLines(point));
      case "time_per_access" -> OptionalDouble.of(nanoseconds(point));
      default -> OptionalDouble.empty();
    };
  }

  @Override
  public OptionalDouble calibrated(String entry) {
    String point = Chip.point(entry);
    String fit = chip.calibration().get(0);
    double measured = chip.value(fit + "." + Chip.quantity(entry));
    return switch (Chip.quantity(entry)) {
      case "energy_per_access" -> {
        double scale = (measured - wordLines(fit)) / readout(fit);
        yield OptionalDouble.of(scale * readout(point) + wordLines(point));
      }
      case "time_per_access" -> OptionalDouble.of(measured / nanoseconds(fit) * nanoseconds(point));
      default -> OptionalDouble.empty();
    };
  }
}
