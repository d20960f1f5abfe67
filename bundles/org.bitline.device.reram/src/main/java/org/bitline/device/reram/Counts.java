package org.bitline.device.reram;

import org.bitline.api.device.Ledger;

/**
 * The activity of products on array pairs.
 *
 * <p>Of n vectors: every plane drives the rows whose bit is 1 in all arrays across, reads all array
 * pairs, and converts each column pair once. Inputs come from the tile's eDRAM over its bus to the
 * input registers; results go to the output registers, are added over row blocks, and leave through
 * the router to the next eDRAM.
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
   * @param ones how many of the n × rows × planes input bits are 1
   */
  void product(Geometry g, double n, int planes, double ones, Ledger ledger) {
    double conversions = n * planes * g.blocks() * g.columns() * g.slices();
    ledger.add(Roles.DAC, "drive", ones * 2 * g.across());
    ledger.add(Roles.CELL, "read", n * planes * g.arrays());
    ledger.add(Roles.SAMPLE_HOLD, "sample", 2 * conversions);
    ledger.add(Roles.ADC, "convert", conversions);
    double outputs = n * g.columns();
    ledger.add(Roles.SHIFT_ADD, "add", conversions + outputs * (g.blocks() - 1));
    double inputBits = n * g.rows() * planes;
    int imas = Geometry.ceil(2L * g.across(), p.chip().arraysPerIma());
    int tiles = Geometry.ceil(2L * g.across(), p.chip().arraysPerTile());
    ledger.add(Roles.REGISTER_IN, "read", inputBits * imas);
    ledger.add(Roles.EDRAM, "read", inputBits * tiles);
    ledger.add(Roles.BUS, "transfer", inputBits * tiles);
    ledger.add(Roles.REGISTER_OUT, "write", outputs * g.blocks() * RESULT_BITS);
    ledger.add(Roles.ROUTER, "transfer", outputs * RESULT_BITS);
    ledger.add(Roles.EDRAM, "write", outputs * RESULT_BITS);
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
