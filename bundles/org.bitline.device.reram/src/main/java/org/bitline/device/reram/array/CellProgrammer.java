package org.bitline.device.reram.array;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.Mapping.Side;
import org.bitline.device.reram.cell.TelegraphNoise;
import org.bitline.device.reram.cell.WriteVerify;

/**
 * Programs the cells of one array: target, level, error. Errors are keyed by slice, side, and row
 * and column of the whole matrix, so that a part has the cells of the whole. Of one thread.
 */
final class CellProgrammer {

  private final ArrayDesign design;
  private final Weights weights;
  private final RandomStream random;
  private final RandomStream arrays;
  private final Map<Integer, Levels> levels = new HashMap<>();

  CellProgrammer(ArrayDesign design, Weights weights, RandomStream random) {
    this.design = design;
    this.weights = weights;
    this.random = random;
    this.arrays = weights.arrays().orElse(random);
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
        first == 1
            ? random.at("unit").at(slice).at(weights.firstColumn() + (long) tile.column())
            : random;
    Levels wanted = levels(slice, side);
    for (int r = 0; r < tile.rows(); r++) {
      int row = tile.row() + r;
      double[] values = targets(row, tile.column(), tile.columns(), wanted);
      write(values, cells, weights.cell(row, tile.column()));
      System.arraycopy(values, 0, siemens, r * width + first, values.length);
      if (first == 1) {
        double[] one = {level(design.mapping().unit(slice, design.cells()))};
        write(one, unit, weights.firstRow() + (long) row);
        siemens[r * width] = one[0];
      }
    }
    if (design.imperfections().stuck().present()) {
      stick(siemens, tile, slice, side);
    }
    return siemens;
  }

  /** The conductances that weights want of the cells of a slice, in siemens. */
  Levels levels(int slice, Side side) {
    return levels.computeIfAbsent(
        2 * slice + side.ordinal(),
        i -> new Levels(w -> level(design.mapping().target(w, slice, side, design.cells()))));
  }

  /** Targets of cells side by side, in siemens. */
  double[] targets(int row, int column, int count, Levels levels) {
    double[] values = new double[count];
    for (int c = 0; c < count; c++) {
      values[c] = levels.of(weights.at(row, column + c));
    }
    return values;
  }

  /** Conductances of stuck cells, rows × width; NaN where a cell is good. */
  double[] stuckAt(Tile tile, int slice, Side side) {
    int width = width(design, tile);
    double[] siemens = new double[tile.rows() * width];
    Arrays.fill(siemens, Double.NaN);
    stick(siemens, tile, slice, side);
    return siemens;
  }

  private void stick(double[] siemens, Tile tile, int slice, Side side) {
    int unit = width(design, tile) - tile.columns();
    StuckCells.Place place = new StuckCells.Place(tile, weights, unit);
    design.imperfections().stuck().stick(siemens, place, slice, side, design.cells(), arrays);
  }

  private void write(double[] targets, RandomStream cells, long first) {
    Optional<WriteVerify> verify = design.imperfections().verify();
    if (verify.isPresent()) {
      verify.get().program(targets, design.programming(), cells, first);
    } else {
      design.programming().disturb(targets, cells, first);
    }
  }

  /** Which cells of an array have a trap, rows × width; empty where none has. */
  boolean[] traps(Tile tile, int slice, Side side) {
    TelegraphNoise telegraph = design.imperfections().telegraph();
    if (!telegraph.present()) {
      return new boolean[0];
    }
    RandomStream stream = defects("trap", slice, side);
    ReadKeys keys = keys(tile);
    RandomStream unit = stream.at("unit").at(keys.firstColumn());
    int width = width(design, tile);
    boolean[] traps = new boolean[tile.rows() * width];
    for (int i = 0; i < traps.length; i++) {
      int row = tile.row() + i / width;
      int column = tile.column() + i % width - keys.unit();
      traps[i] =
          i % width < keys.unit()
              ? telegraph.trap(unit, weights.firstRow() + (long) row)
              : telegraph.trap(stream, weights.cell(row, column));
    }
    return traps;
  }

  /** The stream of the converters of an array. */
  RandomStream converters(Tile tile, int slice, Side side) {
    return defects("converter", slice, side).at(weights.firstRow() + (long) tile.row());
  }

  private RandomStream defects(String kind, int slice, Side side) {
    return arrays.at(kind).at(2L * slice + side.ordinal());
  }

  /** Where the columns of a tile are in the whole matrix. */
  ReadKeys keys(Tile tile) {
    return new ReadKeys(
        weights.firstColumn() + (long) tile.column(),
        weights.wholeColumns(),
        width(design, tile) - tile.columns());
  }

  private double level(double g) {
    return design.cells().round(g) * design.cells().maxSiemens();
  }
}
