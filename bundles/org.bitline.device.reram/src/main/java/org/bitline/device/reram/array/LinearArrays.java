package org.bitline.device.reram.array;

import org.bitline.api.tensor.RandomStream;

/**
 * Programs arrays whose columns are sums over rows of drive times a number, and hands these numbers
 * out, array by array: ideal wires or the effective matrix of driven rows; read noise, if any, as
 * means and variances of columns.
 */
public final class LinearArrays {

  private LinearArrays() {}

  /** Whether all arrays of a design are of this kind. */
  public static boolean all(ArrayDesign design) {
    boolean cells =
        design.imperfections().conduction().ohmic()
            && !design.imperfections().telegraph().present();
    boolean wires =
        !design.wires().present()
            || !design.wires().gated() && !design.noisy() && !design.mapping().interleaved();
    return cells && wires && (!design.noisy() || design.sampling() == ArrayDesign.Sampling.COLUMN);
  }

  /** Takes the cells of an array, or of a pair that is subtracted before conversion. */
  @FunctionalInterface
  public interface Visitor {

    /** Takes one array; the contents are the visitor's. */
    void accept(Programmed array);
  }

  /**
   * One array, in conductances of the highest level.
   *
   * @param row first row of the matrix in the tile
   * @param column first column of the matrix in the tile
   * @param columns columns of the matrix in the tile
   * @param side 1 for the negative array of a pair that is subtracted after conversion, else 0
   * @param unit 1 where a unit column stands before the others, else 0
   * @param means rows × (unit + columns), wires included
   * @param variances of a read, as the means; empty where reads are not noisy
   */
  public record Programmed(
      int row,
      int column,
      int columns,
      int slice,
      int side,
      int unit,
      double[] means,
      double[] variances) {}

  /**
   * Programs a matrix.
   *
   * @param design of which {@link #all} holds
   */
  public static void program(
      ArrayDesign design, Weights weights, RandomStream random, Visitor visitor) {
    CellProgrammer programmer = new CellProgrammer(design, weights, random);
    int unit = design.mapping().unitColumn() ? 1 : 0;
    for (Tile tile : Tile.all(design.tiling(), weights)) {
      TileArrays arrays = TileArrays.program(design, tile, programmer);
      for (int slice = 0; slice < arrays.slices().size(); slice++) {
        int number = slice;
        TileArrays.Slice pair = arrays.slices().get(slice);
        visitor.accept(of(tile, number, 0, unit, pair.positive()));
        pair.negative().ifPresent(n -> visitor.accept(of(tile, number, 1, unit, n)));
      }
    }
  }

  private static Programmed of(Tile tile, int slice, int side, int unit, AnalogArray array) {
    double[] means;
    double[] variances = new double[0];
    if (array instanceof DenseArray dense) {
      means = dense.matrix();
    } else if (array instanceof ColumnNoiseArray noisy) {
      means = noisy.means();
      variances = noisy.variances();
    } else {
      throw new IllegalArgumentException("these arrays are not linear");
    }
    return new Programmed(
        tile.row(), tile.column(), tile.columns(), slice, side, unit, means, variances);
  }
}
