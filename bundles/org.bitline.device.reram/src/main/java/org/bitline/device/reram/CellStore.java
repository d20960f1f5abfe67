package org.bitline.device.reram;

import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.LinearArrays;
import org.bitline.device.reram.array.Weights;
import org.bitline.numerics.ArrayTile;
import org.bitline.numerics.CrossbarKernels;

/** The programmed cells of a matrix, in LSB on the grid of a {@link Crossbar}. */
final class CellStore {

  private static final int LANES = CrossbarKernels.LANES;

  private final Crossbar crossbar;
  private final Layout layout;
  private final float[] cells;
  private final float[] variances;
  private final double varianceGrid;

  private CellStore(Crossbar crossbar, Weights weights) {
    boolean noisy = crossbar.design().noisy();
    this.crossbar = crossbar;
    this.layout = Layout.of(crossbar, weights);
    this.cells = new float[layout.size()];
    this.variances = new float[noisy ? cells.length : 0];
    this.varianceGrid = noisy ? ReadNoise.grid(crossbar) : 1;
  }

  /**
   * Programs a matrix.
   *
   * @param random draws by slice, side, and absolute row and column
   */
  static CellStore program(Crossbar crossbar, Weights weights, RandomStream random) {
    CellStore store = new CellStore(crossbar, weights);
    LinearArrays.program(crossbar.design(), weights, random, store::take);
    return store;
  }

  private void take(LinearArrays.Programmed array) {
    int part = crossbar.part(array.slice(), array.side());
    int width = array.columns() + array.unit();
    for (int i = 0; i < array.means().length; i += width) {
      int row = array.row() + i / width;
      if (array.unit() == 1) {
        put(layout.unitAt(row, array.column(), part), array, i);
      }
      int first = layout.at(row, 0, part);
      for (int c = array.unit(); c < width; c++) {
        int column = array.column() + c - array.unit();
        put(first + column / LANES * layout.tileSize() + column % LANES, array, i + c);
      }
    }
  }

  private void put(int to, LinearArrays.Programmed array, int from) {
    cells[to] = on(crossbar.grid(), array.means()[from] / crossbar.lsb());
    if (variances.length > 0) {
      double square = crossbar.lsb() * crossbar.lsb();
      variances[to] = on(varianceGrid, array.variances()[from] / square);
    }
  }

  private static float on(double grid, double value) {
    return (float) (Math.rint(value * grid) / grid);
  }

  /** A weight's cell in LSB, less that of its unit column if there is one. */
  float difference(int row, int column, int part) {
    float cell = cells[layout.at(row, column, part)];
    return layout.unitTiles() > 0 ? cell - cells[layout.unitAt(row, column, part)] : cell;
  }

  /** A weight's read variance in LSB², its unit column's added if there is one. */
  double variance(int row, int column, int part) {
    double own = variances[layout.at(row, column, part)];
    return layout.unitTiles() > 0 ? own + variances[layout.unitAt(row, column, part)] : own;
  }

  /** Sum, sum of squares, and sum of read variances of a column's cells in a block. */
  double[] moments(int column, int block, int part) {
    double[] sums = new double[3];
    int rows = crossbar.rows();
    for (int r = block * rows; r < Math.min(layout.rows(), (block + 1) * rows); r++) {
      int at = layout.at(r, column, part);
      sums[0] += cells[at];
      sums[1] += (double) cells[at] * cells[at];
      sums[2] += variances.length > 0 ? variances[at] : 0;
    }
    return sums;
  }

  /** Whether all cells of a block are whole LSB, and so all sums. */
  boolean whole(int block) {
    for (int tile = 0; tile < layout.tiles() + layout.unitTiles(); tile++) {
      int at = layout.arrayAt(tile, block, 0);
      for (int i = at; i < at + layout.parts() * layout.arraySize(); i++) {
        if (cells[i] != Math.rint(cells[i])) {
          return false;
        }
      }
    }
    return crossbar.converter().shift() == 0;
  }

  /**
   * Whether the sums of all columns are exact in float32, in every order. An error may put cells so
   * far beyond the highest level that they are not.
   */
  boolean exact() {
    double varianceLimit = 0x1p24 / varianceGrid;
    for (int at = 0; at < cells.length; at += layout.arraySize()) {
      for (int lane = 0; lane < LANES; lane++) {
        double sum = 0;
        double variance = 0;
        for (int i = at + lane; i < at + layout.arraySize(); i += LANES) {
          sum += Math.abs(cells[i]);
          variance += variances.length > 0 ? variances[i] : 0;
        }
        if (sum >= crossbar.limit() || variance >= varianceLimit) {
          return false;
        }
      }
    }
    return true;
  }

  /** The arrays of a tile in a block, one a part. */
  ArrayTile[] arrays(int tile, int block) {
    ArrayTile[] arrays = new ArrayTile[layout.parts()];
    boolean unit = tile >= layout.tiles();
    for (int part = 0; part < arrays.length; part++) {
      arrays[part] =
          new ArrayTile(
              cells,
              layout.arrayAt(tile, block, part),
              variances,
              crossbar.converter(),
              crossbar.parts().get(part).weight(),
              layout.noise(block, part, unit),
              layout.firstNoise(tile),
              unit ? crossbar.columns() : 1);
    }
    return arrays;
  }

  /**
   * Whether no column of a block is rounded or clipped, whatever drives it: cells are whole LSB,
   * and sums of all positive or all negative ones are among the converter's codes.
   */
  boolean lossless(int block) {
    if (!whole(block)) {
      return false;
    }
    boolean signed = crossbar.design().input().drivesNegative();
    for (int tile = 0; tile < layout.tiles() + layout.unitTiles(); tile++) {
      for (int part = 0; part < layout.parts(); part++) {
        int at = layout.arrayAt(tile, block, part);
        for (int lane = 0; lane < LANES; lane++) {
          double high = 0;
          double low = 0;
          for (int i = at + lane; i < at + layout.arraySize(); i += LANES) {
            high += signed ? Math.abs(cells[i]) : Math.max(0, cells[i]);
            low += signed ? -Math.abs(cells[i]) : Math.min(0, cells[i]);
          }
          if (high > crossbar.converter().highest() || low < crossbar.converter().lowest()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  Layout layout() {
    return layout;
  }
}
