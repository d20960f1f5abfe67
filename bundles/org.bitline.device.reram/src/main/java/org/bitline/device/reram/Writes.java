package org.bitline.device.reram;

/**
 * How long programming takes. An array is programmed row by row; of a row, {@code
 * write.columnsAtOnce} cells at a time, and the slowest of them decides. A tile programs {@code
 * write.arraysAtOnce} arrays at the same time.
 */
record Writes(ReramParameters p, Pulses pulses) {

  static Writes of(ReramParameters p) {
    return new Writes(p, Pulses.of(p, p.weights().bits()));
  }

  /**
   * Seconds to program so many arrays, packed into as few tiles as hold them.
   *
   * @param usedRows rows of an array that are programmed
   */
  double seconds(long arrays, int usedRows) {
    long tiles = Geometry.ceil(arrays, p.chip().arraysPerTile());
    long turns = Geometry.ceil(arrays, Math.multiplyExact(tiles, (long) p.write().arraysAtOnce()));
    return (double) turns * usedRows * rowPulses() * pulses.seconds();
  }

  /** Pulses of a full row. */
  private double rowPulses() {
    int together = p.write().columnsAtOnce();
    if (together == 0) {
      return pulses.ofRow();
    }
    return Geometry.ceil(p.array().columns(), together) * pulses.slowest(together);
  }
}
