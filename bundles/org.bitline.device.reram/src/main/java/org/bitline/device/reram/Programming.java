package org.bitline.device.reram;

import org.bitline.device.reram.array.PulseTally;

/**
 * The programming of a matrix.
 *
 * @param cells cells, unit columns included
 * @param meanPulses of a cell
 * @param rowPulses pulses of the slowest cell of each row of each array, added up
 */
record Programming(double cells, double meanPulses, double rowPulses, boolean verified) {

  /** What is foreseen for a matrix. */
  static Programming expected(Geometry g, int weightBits, ReramParameters p) {
    Pulses pulses = Pulses.of(p, weightBits);
    int width = Designs.width(p, Designs.unitColumn(p));
    // Slices apart have rows of their own, of a matrix column per array column.
    long groups = Designs.apart(p) ? g.slices() : 1;
    long across = (long) g.columns() * g.slices() / groups;
    double row = across / width * pulses.slowest(width);
    row += across % width == 0 ? 0 : pulses.slowest(across % width);
    double rows = (double) g.sides() * g.rows() * groups;
    return new Programming(g.cells(), pulses.mean(), rows * row, pulses.verified());
  }

  /** What a tally has found. */
  static Programming recorded(Geometry g, PulseTally tally) {
    double mean = (double) tally.pulses() / tally.cells();
    return new Programming(g.cells(), mean, tally.rowPulses(), true);
  }
}
