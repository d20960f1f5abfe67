package org.bitline.device.reram;

import org.bitline.api.device.Ledger;

/**
 * The activity of products on arrays.
 *
 * <p>Of n vectors: every step drives the rows whose input is not 0 in all arrays across, reads all
 * arrays, and converts each column or column pair once, or their analog sum after the last step.
 * Inputs come from the tile's eDRAM over its bus to the input registers; results go to the output
 * registers, are added over row blocks, and leave through the router to the next eDRAM.
 */
final class Counts {

  /** Bits of a result in registers and buffers (ISAAC). */
  static final int RESULT_BITS = 16;

  private final ReramParameters p;

  Counts(ReramParameters p) {
    this.p = p;
  }

  /**
   * Writes down a product of n vectors.
   *
   * @param inputBits bits of an input, driven in steps
   * @param ones how many of the n × rows × steps drives are not 0
   */
  void product(Geometry g, double n, int inputBits, double ones, Ledger ledger) {
    int steps = Designs.input(p, inputBits).steps();
    double conversions = n * g.conversions(steps, p);
    ledger.add(Roles.DAC, "drive", ones * g.sides() * g.across());
    ledger.add(Roles.CELL, "read", n * steps * g.arrays());
    ledger.add(Roles.SAMPLE_HOLD, "sample", n * g.samples(steps, p));
    ledger.add(Roles.ADC, "convert", conversions);
    double outputs = n * g.columns();
    ledger.add(Roles.SHIFT_ADD, "add", conversions + outputs * (g.blocks() - 1) + n * reference(g));
    double moved = n * g.rows() * inputBits;
    int imas = Geometry.ceil((long) g.sides() * g.across(), p.chip().arraysPerIma());
    int tiles = Geometry.ceil((long) g.sides() * g.across(), p.chip().arraysPerTile());
    ledger.add(Roles.REGISTER_IN, "read", moved * imas);
    ledger.add(Roles.EDRAM, "read", moved * tiles);
    ledger.add(Roles.BUS, "transfer", moved * tiles);
    ledger.add(Roles.REGISTER_OUT, "write", outputs * g.blocks() * RESULT_BITS);
    ledger.add(Roles.ROUTER, "transfer", outputs * RESULT_BITS);
    ledger.add(Roles.EDRAM, "write", outputs * RESULT_BITS);
  }

  /** Additions that take the reference of single cells away: the inputs' sum, and one an output. */
  private static double reference(Geometry g) {
    if (g.sides() == 2) {
      return 0;
    }
    return (g.unitColumns() == 0 ? g.rows() : 0) + (double) g.columns() * g.blocks();
  }

  /** Writes down how many conversions of n vectors are expected to clip, where that is known. */
  void clipped(Programmed product, double n, int inputBits, Ledger ledger) {
    int steps = Designs.input(p, inputBits).steps();
    double conversions = n * product.geometry().conversions(steps, p);
    long count = (long) Math.rint(conversions * product.clippedShare());
    if (count > 0) {
      ledger.histogram(Roles.ADC, "clip", 0, count);
    }
  }

  /** Writes down the digital addition of a bias. */
  void bias(double n, int columns, Ledger ledger) {
    ledger.add(Roles.SHIFT_ADD, "add", n * columns);
  }

  /** Writes down the programming of a matrix. */
  void program(Geometry g, double matrices, Ledger ledger) {
    ledger.add(Roles.CELL, "write", matrices * g.cells() * p.write().pulses());
  }
}
