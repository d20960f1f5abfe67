package org.bitline.device.dram;

/**
 * What the PIM unit of HBM2-PIM is, and the tiles that follow from it. One unit serves two banks:
 * 16 lanes of FP16, and two sets (A, B) of 8 registers of 256 bits. Source: README and code of
 * SAITPublic/PIMSimulator b464dde.
 */
final class PimUnit {

  /** Units of a channel: one per two of its 16 banks. */
  static final int PER_CHANNEL = 8;

  static final int BANKS = 2 * PER_CHANNEL;

  /** FP16 lanes. */
  static final int LANES = 16;

  /** Registers of a set. */
  static final int REGISTERS = 8;

  static final int ELEMENT_BITS = 16;

  /** Bits of a column access, and of a register. */
  static final int BURST_BITS = LANES * ELEMENT_BITS;

  /** Bits of a row of a bank: 32 column accesses. */
  static final int ROW_BITS = 32 * BURST_BITS;

  /** Inputs of a tile: a register set. */
  static final int TILE_INPUTS = REGISTERS * LANES;

  /** Outputs of a tile of one channel: an accumulator register of each unit. */
  static final int TILE_OUTPUTS = REGISTERS * PER_CHANNEL;

  /** MAC commands of a tile: every input register against every accumulator. */
  static final int TILE_MACS = REGISTERS * REGISTERS;

  /** Rows that a tile's weights take in one bank of each unit. */
  static final int TILE_ROWS = TILE_MACS * BURST_BITS / ROW_BITS;

  /** Elements of an elementwise tile of one channel: 8 column accesses of all banks. */
  static final int TILE_ELEMENTS = REGISTERS * LANES * BANKS;

  private PimUnit() {}

  static int ceil(int a, int b) {
    return Math.floorDiv(a - 1, b) + 1;
  }

  static long ceil(long a, long b) {
    return Math.floorDiv(a - 1, b) + 1;
  }
}
