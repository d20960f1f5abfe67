package org.bitline.device.reram.array;

import java.util.ArrayList;
import java.util.List;

/** The part of a matrix that one array holds. */
record Tile(int row, int rows, int column, int columns) {

  /** All tiles of a matrix: columns first, rows within. */
  static List<Tile> all(Tiling tiling, Weights weights) {
    int[] rows = tiling.rowCuts(weights.rows());
    int[] columns = tiling.columnCuts(weights.columns());
    List<Tile> tiles = new ArrayList<>();
    for (int c = 0; c + 1 < columns.length; c++) {
      for (int r = 0; r + 1 < rows.length; r++) {
        tiles.add(
            new Tile(rows[r], rows[r + 1] - rows[r], columns[c], columns[c + 1] - columns[c]));
      }
    }
    return tiles;
  }
}
