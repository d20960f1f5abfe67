package org.bitline.device.reram.array;

import java.util.Optional;
import org.bitline.device.reram.array.Mapping.Side;

/** What becomes of the column sums of one array, or pair of arrays. */
interface Readout {

  /**
   * Converts a sum.
   *
   * @param negative whether the column is of the negative array, converted apart
   */
  double convert(int column, boolean negative, double v);

  /** Converters with their errors, as they were drawn for the arrays. */
  record Converters(
      Converter converter,
      Converter.Limits limits,
      Optional<ConverterErrors.Columns> positive,
      Optional<ConverterErrors.Columns> negative)
      implements Readout {

    static Converters of(ArrayDesign design, Tile tile, int slice, CellProgrammer programmer) {
      Converter converter = design.converter();
      boolean ideal = converter.bits() == 0;
      ConverterErrors errors = design.imperfections().converter();
      return new Converters(
          converter,
          ideal ? new Converter.Limits(0, 1) : converter.range().limits(design, slice, tile.rows()),
          errors.present()
              ? Optional.of(columns(design, tile, slice, programmer, Side.POSITIVE))
              : Optional.empty(),
          errors.present()
              ? Optional.of(columns(design, tile, slice, programmer, Side.NEGATIVE))
              : Optional.empty());
    }

    private static ConverterErrors.Columns columns(
        ArrayDesign design, Tile tile, int slice, CellProgrammer programmer, Side side) {
      return design
          .imperfections()
          .converter()
          .columns(
              programmer.converters(tile, slice, side),
              programmer.keys(tile),
              CellProgrammer.width(design, tile));
    }

    /** The same converters with another range. */
    Converters with(Converter other, Converter.Limits range) {
      return new Converters(other, range, positive, negative);
    }

    @Override
    public double convert(int column, boolean negativeSide, double v) {
      Optional<ConverterErrors.Columns> errors = negativeSide ? negative : positive;
      double seen = errors.isPresent() ? errors.get().disturbed(column, v) : v;
      double code = converter.bits() == 0 ? seen : converter.convert(seen, limits);
      return errors.isPresent() ? errors.get().corrected(column, code) : code;
    }
  }
}
