package org.bitline.device.reram.array;

import org.bitline.api.tensor.RandomStream;

/** Programs linear pairs and hands out their differences, array by array. */
public final class PairDifferences {

  private PairDifferences() {}

  /** Takes the cells of a pair of arrays. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * Takes one slice of one tile.
     *
     * @param row first row of the matrix in the tile
     * @param column first column of the matrix in the tile
     * @param difference rows × columns, wires included, in conductances of the highest level
     */
    void accept(int row, int column, int columns, int slice, double[] difference);
  }

  /**
   * Programs a matrix.
   *
   * @throws IllegalArgumentException where a pair of the design is not one linear map
   */
  public static void program(
      ArrayDesign design, Weights weights, RandomStream random, Visitor visitor) {
    CellProgrammer programmer = new CellProgrammer(design, weights, random);
    for (Tile tile : Tile.all(design.tiling(), weights)) {
      TileArrays arrays = TileArrays.program(design, tile, programmer);
      for (int slice = 0; slice < arrays.slices().size(); slice++) {
        if (!(arrays.slices().get(slice).positive() instanceof DenseArray pair)
            || arrays.slices().get(slice).negative().isPresent()) {
          throw new IllegalArgumentException("these pairs are not linear");
        }
        visitor.accept(tile.row(), tile.column(), tile.columns(), slice, pair.matrix());
      }
    }
  }
}
