package org.bitline.device.reram.array;

import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.Mapping.Side;

/**
 * What the cells of each row of a programmed matrix conduct together, over all slices, both sides
 * and the unit columns: enough for the energy V² G t of reads, whose cells of a row are driven
 * alike.
 *
 * <p>Cells are drawn by the keys of the matrix's own programming, so they are the ones that
 * compute. A resistance in series counts cell by cell; wires do not.
 */
public final class RowConductance {

  private RowConductance() {}

  /**
   * Siemens of each row of the weights.
   *
   * @param random the stream that the matrix is programmed with
   * @param seriesOhms in series with each cell
   */
  public static double[] of(
      ArrayDesign design, Weights weights, RandomStream random, double seriesOhms) {
    CellProgrammer programmer = new CellProgrammer(design, weights, random);
    Side[] sides = design.mapping().differential() ? Side.values() : new Side[] {Side.POSITIVE};
    double[] rows = new double[weights.rows()];
    for (Tile tile : Tile.all(design.tiling(), weights)) {
      int width = CellProgrammer.width(design, tile);
      for (int slice = 0; slice < design.mapping().slices(); slice++) {
        for (Side side : sides) {
          add(programmer.program(tile, slice, side), width, seriesOhms, tile.row(), rows);
        }
      }
    }
    return rows;
  }

  private static void add(
      double[] siemens, int width, double seriesOhms, int firstRow, double[] rows) {
    for (int i = 0; i < siemens.length; i++) {
      rows[firstRow + i / width] += inSeries(siemens[i], seriesOhms);
    }
  }

  /** Conductance of a cell with a resistance in series. */
  public static double inSeries(double siemens, double ohms) {
    return siemens / (1 + siemens * ohms);
  }
}
