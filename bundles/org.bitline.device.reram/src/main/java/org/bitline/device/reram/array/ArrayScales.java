package org.bitline.device.reram.array;

import java.util.Arrays;
import java.util.List;

/** What the largest conductance stands for where every array has a scale of its own. */
public final class ArrayScales {

  private final List<Tile> tiles;
  private final int columns;

  /** Of a matrix, or the part of one that arrays hold. */
  public ArrayScales(Tiling tiling, int rows, int columns) {
    this.columns = columns;
    this.tiles = Tile.all(tiling, Weights.whole(rows, columns, new double[0]));
  }

  /**
   * The largest weight of each array, in the order of {@link Weights#gains}.
   *
   * @param values rows × columns
   * @param percentile as {@link WeightRange#of} takes it
   */
  public double[] largest(float[] values, double percentile) {
    double[] largest = new double[tiles.size()];
    for (int t = 0; t < largest.length; t++) {
      Tile tile = tiles.get(t);
      double[] held = new double[tile.rows() * tile.columns()];
      for (int i = 0; i < held.length; i++) {
        held[i] = values[at(tile, i)];
      }
      largest[t] = WeightRange.of(held, percentile);
    }
    return largest;
  }

  /** The array of every weight, rows × columns. */
  public int[] arrays() {
    int count = tiles.stream().mapToInt(t -> t.rows() * t.columns()).sum();
    int[] arrays = new int[count];
    for (int t = 0; t < tiles.size(); t++) {
      Tile tile = tiles.get(t);
      for (int r = 0; r < tile.rows(); r++) {
        int from = (tile.row() + r) * columns + tile.column();
        Arrays.fill(arrays, from, from + tile.columns(), t);
      }
    }
    return arrays;
  }

  private int at(Tile tile, int i) {
    return (tile.row() + i / tile.columns()) * columns + tile.column() + i % tile.columns();
  }
}
