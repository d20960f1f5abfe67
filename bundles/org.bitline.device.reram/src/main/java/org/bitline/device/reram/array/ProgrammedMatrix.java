package org.bitline.device.reram.array;

import java.util.ArrayList;
import java.util.List;
import org.bitline.api.tensor.RandomStream;

/**
 * A matrix in crossbars, and its exact products: every slice, step of drive and conversion, in
 * double precision and a fixed order.
 */
public final class ProgrammedMatrix {

  private final ArrayDesign design;
  private final int rows;
  private final int columns;
  private final int firstRow;
  private final List<TileArrays> tiles;

  private ProgrammedMatrix(ArrayDesign design, Weights weights, List<TileArrays> tiles) {
    this.design = design;
    this.rows = weights.rows();
    this.columns = weights.columns();
    this.firstRow = weights.firstRow();
    this.tiles = tiles;
  }

  /** Programs a matrix. */
  public static ProgrammedMatrix program(ArrayDesign design, Weights weights, RandomStream random) {
    CellProgrammer programmer = new CellProgrammer(design, weights, random);
    List<TileArrays> tiles = new ArrayList<>();
    for (Tile tile : Tile.all(design.tiling(), weights)) {
      tiles.add(TileArrays.program(design, tile, programmer));
    }
    return new ProgrammedMatrix(design, weights, tiles);
  }

  /**
   * Multiplies one vector.
   *
   * @param x rows of it, in [−1, 1]
   * @param noise the vector's own stream
   * @return columns of x · W, W in [−1, 1]
   */
  public double[] multiply(double[] x, RandomStream noise) {
    double[] rounded = new double[rows];
    for (int r = 0; r < rows; r++) {
      rounded[r] = design.input().round(x[r]);
    }
    double[] y = new double[columns];
    for (TileArrays arrays : tiles) {
      tile(arrays, rounded, noise, y);
    }
    return y;
  }

  private void tile(TileArrays arrays, double[] x, RandomStream noise, double[] y) {
    Tile tile = arrays.tile();
    double[] in = java.util.Arrays.copyOfRange(x, tile.row(), tile.row() + tile.rows());
    Mapping mapping = design.mapping();
    int unit = mapping.unitColumn() ? 1 : 0;
    for (int slice = 0; slice < mapping.slices(); slice++) {
      double[] o = slice(arrays, slice, in, streamOf(noise, tile, slice));
      double gain = mapping.gain(slice, design.cells());
      for (int c = 0; c < tile.columns(); c++) {
        y[tile.column() + c] += gain * (unit == 1 ? o[c + 1] - o[0] : o[c]);
      }
    }
    double inputGain = mapping.inputGain(design.cells());
    if (inputGain != 0) {
      double sum = 0;
      for (double value : in) {
        sum += value;
      }
      for (int c = 0; c < tile.columns(); c++) {
        y[tile.column() + c] -= inputGain * sum;
      }
    }
  }

  private RandomStream streamOf(RandomStream noise, Tile tile, int slice) {
    return design.noisy() ? noise.at(firstRow + (long) tile.row()).at(slice) : noise;
  }

  /** Two steps share a stream, whose numbers they take in turn. */
  private static RandomStream streamOf(RandomStream noise, int step) {
    return new AlternatingStream(noise.at(step / 2), (step & 1) == 1);
  }

  /** The converted sums of a slice over all steps. */
  private double[] slice(TileArrays arrays, int slice, double[] x, RandomStream noise) {
    SliceReader reader =
        new SliceReader(design, arrays.slices().get(slice), arrays.width(), slice, x.length);
    double[] drive = new double[x.length];
    for (int step = 0; step < design.input().steps(); step++) {
      for (int r = 0; r < drive.length; r++) {
        drive[r] = design.input().level(x[r], step);
      }
      reader.step(
          drive, design.input().weight(step), design.noisy() ? streamOf(noise, step) : noise);
    }
    return reader.result();
  }
}
