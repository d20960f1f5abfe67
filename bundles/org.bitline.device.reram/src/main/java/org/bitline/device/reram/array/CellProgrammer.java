package org.bitline.device.reram.array;

import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.Mapping.Side;

/**
 * Programs the cells of one array: target, level, error. Errors are keyed by slice, side, and row
 * and column of the whole matrix, so that a part has the cells of the whole.
 */
final class CellProgrammer {

  private final ArrayDesign design;
  private final Weights weights;
  private final RandomStream random;

  CellProgrammer(ArrayDesign design, Weights weights, RandomStream random) {
    this.design = design;
    this.weights = weights;
    this.random = random;
  }

  /** Columns of an array with so many weights across. */
  static int width(ArrayDesign design, Tile tile) {
    return tile.columns() + (design.mapping().unitColumn() ? 1 : 0);
  }

  /** Conductances in siemens, rows × width; the unit column is the first. */
  double[] program(Tile tile, int slice, Side side) {
    int width = width(design, tile);
    int first = width - tile.columns();
    double[] siemens = new double[tile.rows() * width];
    RandomStream cells = random.at(2L * slice + side.ordinal());
    RandomStream unit =
        random.at("unit").at(slice).at(weights.firstColumn() + (long) tile.column());
    for (int r = 0; r < tile.rows(); r++) {
      int row = tile.row() + r;
      double[] values = new double[tile.columns()];
      for (int c = 0; c < values.length; c++) {
        values[c] = level(target(weights.at(row, tile.column() + c), slice, side));
      }
      design.programming().disturb(values, cells, weights.cell(row, tile.column()));
      System.arraycopy(values, 0, siemens, r * width + first, values.length);
      if (first == 1) {
        double[] one = {level(design.mapping().unit(slice, design.cells()))};
        design.programming().disturb(one, unit, weights.firstRow() + (long) row);
        siemens[r * width] = one[0];
      }
    }
    return siemens;
  }

  /** Where the columns of a tile are in the whole matrix. */
  ReadKeys keys(Tile tile) {
    return new ReadKeys(
        weights.firstColumn() + (long) tile.column(),
        weights.wholeColumns(),
        width(design, tile) - tile.columns());
  }

  private double target(double w, int slice, Side side) {
    return design.mapping().target(w, slice, side, design.cells());
  }

  private double level(double g) {
    return design.cells().round(g) * design.cells().maxSiemens();
  }
}
