package org.bitline.device.reram;

/**
 * How a matrix of rows × columns lies on array pairs: rows in blocks of an array's rows; each
 * weight in {@code slices} cells of the same row; a positive and a negative array for each.
 *
 * @param blocks arrays one above the other
 * @param across array pairs side by side: columns × slices over an array's columns
 */
record Geometry(int rows, int columns, int slices, int blocks, int across) {

  static Geometry of(int rows, int columns, int weightBits, ReramParameters p) {
    int slices = p.slices(weightBits);
    int blocks = ceil(rows, p.array().rows());
    int across = ceil((long) columns * slices, p.array().columns());
    return new Geometry(rows, columns, slices, blocks, across);
  }

  /** Physical arrays: two per pair. */
  long arrays() {
    return 2L * blocks * across;
  }

  /** Cells that hold a weight. */
  long cells() {
    return 2L * rows * columns * slices;
  }

  static int ceil(long a, long b) {
    return Math.toIntExact((a + b - 1) / b);
  }

  /**
   * Seconds to program so many arrays, row by row, packed into as few tiles as hold them; each tile
   * programs some of its arrays at the same time.
   *
   * @param usedRows rows of an array that are programmed
   */
  static double writeSeconds(long arrays, int usedRows, ReramParameters p) {
    long tiles = ceil(arrays, p.chip().arraysPerTile());
    long turns = ceil(arrays, Math.multiplyExact(tiles, (long) p.write().arraysAtOnce()));
    return (double) turns * usedRows * p.write().pulses() * p.write().rowPulse();
  }
}
