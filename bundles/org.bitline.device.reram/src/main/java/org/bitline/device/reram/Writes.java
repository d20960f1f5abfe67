package org.bitline.device.reram;

/**
 * Programming: how many pulses cells take and how long arrays do.
 *
 * <p>An array is programmed row by row; of a row, {@code write.columnsAtOnce} cells at a time. A
 * tile programs {@code write.arraysAtOnce} arrays at the same time.
 *
 * @param pulsesPerCell mean pulses of a cell: what energy and wear are counted by
 * @param pulsesPerRow pulses of the slowest cell of those programmed together: what takes time
 */
record Writes(ReramParameters p, double pulsesPerCell, double pulsesPerRow) {

  /** Every cell takes {@code write.pulses}. */
  static Writes of(ReramParameters p) {
    return new Writes(p, p.write().pulses(), p.write().pulses());
  }

  /**
   * Seconds to program so many arrays, packed into as few tiles as hold them.
   *
   * @param usedRows rows of an array that are programmed
   */
  double seconds(long arrays, int usedRows) {
    long tiles = Geometry.ceil(arrays, p.chip().arraysPerTile());
    long turns = Geometry.ceil(arrays, Math.multiplyExact(tiles, (long) p.write().arraysAtOnce()));
    int together = p.write().columnsAtOnce();
    int parts = together == 0 ? 1 : Geometry.ceil(p.array().columns(), together);
    double row = pulsesPerRow * (p.write().rowPulse() + p.write().verify());
    return (double) turns * usedRows * parts * row;
  }
}
