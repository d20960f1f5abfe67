package org.bitline.device.reram;

import org.bitline.device.reram.ReramParameters.Conversion;
import org.bitline.device.reram.ReramParameters.Subtraction;

/**
 * How a matrix of rows × columns lies on arrays: rows in blocks of an array's rows; each weight in
 * {@code slices} cells of the same row, in each of its sides.
 *
 * @param sides 2 for a positive and a negative array, 1 for single cells
 * @param blocks arrays one above the other
 * @param across arrays of one side, side by side: columns × slices over an array's columns; where
 *     wires have resistance, each slice has arrays of its own
 * @param unitColumns columns that hold a reference, of all slices
 * @param groups sums of rows that are converted apart, of all blocks
 */
record Geometry(
    int rows,
    int columns,
    int slices,
    int sides,
    int blocks,
    int across,
    int unitColumns,
    int groups) {

  static Geometry of(int rows, int columns, int weightBits, ReramParameters p) {
    int slices = p.slices(weightBits);
    int blocks = ceil(rows, p.array().rows());
    boolean pair = p.weights().mapping().differential();
    boolean unit = Designs.unitColumn(p);
    int width = Math.max(1, Designs.width(p, unit));
    int across =
        Designs.apart(p) ? slices * ceil(columns, width) : ceil((long) columns * slices, width);
    int groups = ceil(rows, Steps.rowsTogether(p));
    return new Geometry(
        rows, columns, slices, pair ? 2 : 1, blocks, across, unit ? across : 0, groups);
  }

  /** Physical arrays. */
  long arrays() {
    return (long) sides * blocks * across;
  }

  /** Cells that hold a weight or a reference. */
  long cells() {
    return (long) sides * rows * columns * slices + (long) rows * unitColumns;
  }

  /** Conversions of one vector. */
  double conversions(int steps, ReramParameters p) {
    double converted = (double) columns * slices + unitColumns;
    boolean apart = sides == 2 && p.weights().subtraction() == Subtraction.DIGITAL;
    int times = p.adc().conversion() == Conversion.PER_STEP ? steps : 1;
    return converted * groups * (apart ? 2 : 1) * times;
  }

  /** Sampled column currents of one vector. */
  double samples(int steps, ReramParameters p) {
    double sampled = ((double) columns * slices + unitColumns) * groups * steps;
    return sampled * (p.weights().interleaved() ? 1 : sides);
  }

  static int ceil(long a, long b) {
    return Math.toIntExact((a + b - 1) / b);
  }

  /** Cells that are driven with a row: of all slices and sides, and its share of unit columns. */
  double cellsOfRow() {
    return (double) sides * columns * slices + unitColumns;
  }
}
