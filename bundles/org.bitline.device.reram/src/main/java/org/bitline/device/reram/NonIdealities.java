package org.bitline.device.reram;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bitline.api.device.NonIdeality;
import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.Converter;
import org.bitline.device.reram.array.Converter.Limits;
import org.bitline.device.reram.array.ConverterErrors.Calibration;
import org.bitline.device.reram.cell.Conduction;
import org.bitline.device.reram.wire.Wires.IdleRows;

/**
 * What makes a device's products differ from exact ones, in the order in which a signal meets it.
 *
 * <p>Rounding of inputs and weights is taken away by 16 bits; weights in slices get as many slices
 * of the same bits as there can be, up to 8, and those without slices cells without levels, their
 * converters keeping the range that they had.
 */
final class NonIdealities {

  private static final int FINE = 16;
  private static final int SLICES = 8;

  private NonIdealities() {}

  /** Those that parameters have. */
  static List<NonIdeality<ReramParameters>> of(ReramParameters p) {
    return all().stream().filter(n -> !n.without().apply(p).equals(p)).toList();
  }

  private static List<NonIdeality<ReramParameters>> all() {
    List<NonIdeality<ReramParameters>> all = new ArrayList<>();
    add(all, "input rounding", NonIdealities::fineInputs);
    add(all, "weight rounding", NonIdealities::fineWeights);
    add(all, "programming error", p -> Change.in(p, "cell.programmingError", 0.0));
    add(all, "drift", p -> Change.in(p, "cell.age", 0.0));
    add(all, "stuck-at faults", NonIdealities::healthy);
    add(all, "read noise", p -> Change.in(p, "cell.readNoise", 0.0));
    add(all, "telegraph noise", p -> Change.in(p, "cell.telegraph.amplitude", 0.0));
    add(all, "I-V nonlinearity", p -> Change.in(p, "cell.conduction", Conduction.Law.OHMIC));
    add(all, "wires", NonIdealities::bareWires);
    add(all, "converter gain and offset", NonIdealities::equalConverters);
    add(all, "converter", p -> Change.in(p, "adc.model", Converter.Model.IDEAL));
    return all;
  }

  private static void add(
      List<NonIdeality<ReramParameters>> all, String name, UnaryOperator<ReramParameters> without) {
    all.add(new NonIdeality<>(name, without));
  }

  private static ReramParameters fineInputs(ReramParameters p) {
    return p.input().bits() >= FINE ? p : Change.in(p, "input.bits", FINE);
  }

  private static ReramParameters fineWeights(ReramParameters p) {
    return p.weights().mapping().sliced() ? moreSlices(p) : continuous(p);
  }

  private static ReramParameters moreSlices(ReramParameters p) {
    int digit = Designs.digitBits(p);
    int sign = p.weights().mapping().differential() ? 1 : 0;
    int slices = Math.min(SLICES, Geometry.ceil((long) FINE - sign, digit));
    int bits = Math.min(FINE, slices * digit + sign);
    if (bits <= p.weights().bits()) {
      return p;
    }
    ReramParameters finer = Change.in(p, "weights.bits", bits);
    if (p.weights().slices() > 0) {
      finer = Change.in(finer, "weights.slices", slices);
      if (Designs.digitBits(finer) != digit) {
        return p;
      }
    }
    return longer(p, finer, slices);
  }

  /** Ranges of slices that were not there before are those of the last. */
  private static ReramParameters longer(ReramParameters p, ReramParameters finer, int slices) {
    List<Double> ends = new ArrayList<>(p.adc().limits());
    if (ends.size() <= 2) {
      return finer;
    }
    while (ends.size() < 2 * slices) {
      ends.add(ends.get(ends.size() - 2));
    }
    return Change.in(finer, "adc.limits", List.copyOf(ends));
  }

  private static ReramParameters continuous(ReramParameters p) {
    if (p.weights().bits() >= FINE && p.cell().bits() == 0) {
      return p;
    }
    ReramParameters finer = Change.in(Change.in(p, "weights.bits", FINE), "cell.bits", 0);
    if (p.adc().resolution() == 0 || p.adc().range() != AdcRange.GRANULAR) {
      return finer;
    }
    ArrayDesign design = Designs.of(p, p.weights().bits(), p.input().bits());
    Limits limits = design.converter().range().limits(design, 0, p.array().rows());
    finer = Change.in(finer, "adc.limits", List.of(limits.low(), limits.high()));
    return Change.in(finer, "adc.range", AdcRange.CALIBRATED);
  }

  private static ReramParameters healthy(ReramParameters p) {
    ReramParameters healthy = Change.in(p, "faults.stuckLow", 0.0);
    healthy = Change.in(healthy, "faults.stuckHigh", 0.0);
    return Change.in(healthy, "faults.map", Optional.empty());
  }

  private static ReramParameters bareWires(ReramParameters p) {
    ReramParameters bare = Change.in(p, "wires.idleRows", IdleRows.DRIVEN);
    for (String wire : List.of("row", "column", "rowTerminal", "columnTerminal")) {
      bare = Change.in(bare, "wires." + wire, 0.0);
    }
    return bare;
  }

  private static ReramParameters equalConverters(ReramParameters p) {
    ReramParameters equal = Change.in(p, "adc.mismatch.gain", 0.0);
    equal = Change.in(equal, "adc.mismatch.offset", 0.0);
    return Change.in(equal, "adc.mismatch.calibration", Calibration.NONE);
  }
}
