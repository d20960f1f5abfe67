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
    return (int) ((a + b - 1) / b);
  }
}
