package org.bitline.device.reram;

import java.util.ArrayList;
import java.util.List;
import org.bitline.device.reram.ReramParameters.Conversion;
import org.bitline.device.reram.ReramParameters.Subtraction;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.Cells;
import org.bitline.device.reram.array.Converter;
import org.bitline.device.reram.array.ConverterRange;
import org.bitline.device.reram.array.Differential;
import org.bitline.device.reram.array.InputCoding;
import org.bitline.device.reram.array.Mapping;
import org.bitline.device.reram.array.Offset;
import org.bitline.device.reram.array.Sliced;
import org.bitline.device.reram.array.Tiling;
import org.bitline.device.reram.cell.CellError;
import org.bitline.device.reram.wire.Wires;

/** Parameters of a device as designs of its arrays. */
final class Designs {

  private Designs() {}

  /**
   * The design for operands of so many bits, no more than the device's own.
   *
   * @throws IllegalArgumentException with a sentence, where parameters do not go together
   */
  static ArrayDesign of(ReramParameters p, int weightBits, int inputBits) {
    Mapping mapping = mapping(p, weightBits);
    int columns = width(p, mapping.unitColumn());
    if (columns <= 0) {
      throw new IllegalArgumentException(
          p.array().spareColumns() > 0
              ? "array.columns is "
                  + p.array().columns()
                  + ": a unit column and array.spareColumns of "
                  + p.array().spareColumns()
                  + " leave no room for weights"
              : "an array of one column has no room beside its unit column");
    }
    return new ArrayDesign(
        mapping,
        new Cells(p.cell().bits(), p.cell().minConductance(), p.cell().maxConductance()),
        new Tiling(Steps.rowsTogether(p), columns, p.array().partition()),
        input(p, inputBits),
        converter(p),
        ErrorModel.programming(p.cell()),
        ErrorModel.reading(p.cell()),
        p.cell().readSampling(),
        wires(p),
        peer(p),
        Extras.of(p));
  }

  /** Columns of an array that hold weights. */
  static int width(ReramParameters p, boolean unitColumn) {
    return p.array().columns() - (unitColumn ? 1 : 0) - p.array().spareColumns();
  }

  /** Whether arrays have a column that holds the reference of single cells. */
  static boolean unitColumn(ReramParameters p) {
    return !p.weights().mapping().differential()
        && p.weights().reference() == Offset.Reference.UNIT_COLUMN;
  }

  /** Whether each slice has arrays of its own, not columns beside the other slices'. */
  static boolean apart(ReramParameters p) {
    return p.wires().row() + p.wires().column() > 0
        || p.array().spareColumns() > 0
        || p.faults().map().isPresent()
        || p.weights().scale() == ReramParameters.Scale.ARRAY;
  }

  private static boolean peer(ReramParameters p) {
    return p.compatibility().equals(ReramParameters.CROSSSIM);
  }

  static InputCoding input(ReramParameters p, int bits) {
    return new InputCoding(bits, p.input().signed(), p.input().sliceBits(), p.input().encoding());
  }

  /** Bits of a digit of a sliced weight. */
  static int digitBits(ReramParameters p) {
    if (p.weights().slices() > 0) {
      return Sliced.of(base(p, p.weights().bits()), p.weights().bits(), p.weights().slices())
          .digitBits();
    }
    if (p.cell().bits() == 0) {
      throw new IllegalArgumentException(
          "cell.bits is 0 and weights.mapping sliced; name weights.slices, or the bits of a cell");
    }
    return p.cell().bits();
  }

  private static Mapping base(ReramParameters p, int weightBits) {
    return p.weights().mapping().differential()
        ? new Differential(
            p.weights().sides(),
            p.weights().subtraction() == Subtraction.ANALOG,
            p.weights().interleaved(),
            weightBits)
        : new Offset(p.weights().reference(), weightBits, peer(p));
  }

  private static Mapping mapping(ReramParameters p, int weightBits) {
    Mapping base = base(p, weightBits);
    if (!p.weights().mapping().sliced()) {
      return base;
    }
    int digit = digitBits(p);
    if (p.cell().bits() > 0 && digit > p.cell().bits()) {
      throw new IllegalArgumentException(
          "a slice of " + digit + " bits does not fit a cell of " + p.cell().bits());
    }
    return new Sliced(base, weightBits, p.slices(weightBits), digit);
  }

  private static Converter converter(ReramParameters p) {
    ConverterRange range =
        switch (p.adc().range()) {
          case GRANULAR -> new ConverterRange.Granular();
          case FULL -> new ConverterRange.Maximal();
          case CALIBRATED -> new ConverterRange.Calibrated(limits(p));
          case SYNTHETIC, FROM_DATA -> new ConverterRange.Unknown();
        };
    boolean perStep = p.adc().conversion() == Conversion.PER_STEP;
    return new Converter(p.adc().resolution(), p.adc().model(), range, perStep);
  }

  private static List<Converter.Limits> limits(ReramParameters p) {
    List<Double> ends = p.adc().limits();
    int slices = p.slices(p.weights().bits());
    if (ends.size() != 2 && ends.size() != 2 * slices) {
      throw new IllegalArgumentException(
          "adc.limits has "
              + ends.size()
              + " numbers; a calibrated range has 2, or 2 for each of "
              + slices
              + " slices");
    }
    List<Converter.Limits> limits = new ArrayList<>();
    for (int i = 0; i < ends.size(); i += 2) {
      limits.add(new Converter.Limits(ends.get(i), ends.get(i + 1)));
    }
    return limits;
  }

  private static Wires wires(ReramParameters p) {
    return new Wires(
        p.wires().topology(),
        p.wires().row(),
        p.wires().column(),
        p.wires().rowTerminal(),
        p.wires().columnTerminal(),
        p.wires().selectedRows(),
        p.wires().drive(),
        p.wires().sense(),
        p.wires().idleRows(),
        p.wires().cache());
  }

  /** Whether a device of these parameters draws random numbers. */
  static boolean random(ReramParameters p) {
    return !(ErrorModel.programming(p.cell()) instanceof CellError.None)
        || !(ErrorModel.reading(p.cell()) instanceof CellError.None)
        || Extras.random(p)
        || p.fidelity() == ReramParameters.Fidelity.STATISTICAL && p.adc().resolution() > 0;
  }
}
