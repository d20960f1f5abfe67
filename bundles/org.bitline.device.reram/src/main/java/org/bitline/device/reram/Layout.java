package org.bitline.device.reram;

import org.bitline.device.reram.array.Weights;
import org.bitline.numerics.CrossbarKernels;

/**
 * Where the cells of a matrix stand for the crossbar kernels: [tile][block][part][row of the
 * array][lane]. Tiles of unit columns, one column an array, follow those of weights.
 *
 * @param rows of the matrix
 * @param columns of the matrix
 * @param firstRow of a part of a matrix in the whole
 * @param firstColumn of a part of a matrix in the whole
 * @param blocks arrays one above the other
 * @param tiles of sixteen columns of weights
 * @param unitTiles of sixteen unit columns
 */
record Layout(
    Crossbar crossbar,
    int rows,
    int columns,
    int firstRow,
    int firstColumn,
    int blocks,
    int tiles,
    int unitTiles) {

  private static final int LANES = CrossbarKernels.LANES;

  static Layout of(Crossbar crossbar, Weights weights) {
    int units =
        crossbar.design().mapping().unitColumn()
            ? Geometry.ceil(weights.columns(), crossbar.columns())
            : 0;
    return new Layout(
        crossbar,
        weights.rows(),
        weights.columns(),
        weights.firstRow(),
        weights.firstColumn(),
        Geometry.ceil(weights.rows(), crossbar.rows()),
        Geometry.ceil(weights.columns(), LANES),
        Geometry.ceil(units, LANES));
  }

  /** Cells of all tiles. */
  int size() {
    return Math.multiplyExact(tiles + unitTiles, tileSize());
  }

  /** Cells of an array's tile. */
  int arraySize() {
    return Math.multiplyExact(crossbar.rows(), LANES);
  }

  /** Cells of a tile. */
  int tileSize() {
    return Math.multiplyExact(blocks * parts(), arraySize());
  }

  /** Parts of a block. */
  int parts() {
    return crossbar.parts().size();
  }

  /** Where an array of a tile begins. */
  int arrayAt(int tile, int block, int part) {
    return tile * tileSize() + (block * parts() + part) * arraySize();
  }

  /** Where a weight's cell is. */
  int at(int row, int column, int part) {
    return rowAt(column / LANES, row, part) + column % LANES;
  }

  /** Where the unit cell of the array is that holds a column. */
  int unitAt(int row, int column, int part) {
    int array = column / crossbar.columns();
    return rowAt(tiles + array / LANES, row, part) + array % LANES;
  }

  private int rowAt(int tile, int row, int part) {
    return arrayAt(tile, row / crossbar.rows(), part) + row % crossbar.rows() * LANES;
  }

  /** The column of the whole matrix whose random numbers are a tile's first. */
  int firstNoise(int tile) {
    return firstColumn
        + (tile < tiles ? tile * LANES : (tile - tiles) * LANES * crossbar.columns());
  }

  /** The number of an array's noise, among {@link #noises}. */
  int noise(int block, int part, boolean unit) {
    return (block * parts() + part) * (unitTiles > 0 ? 2 : 1) + (unit ? 1 : 0);
  }

  int noises() {
    return blocks * parts() * (unitTiles > 0 ? 2 : 1);
  }
}
