package org.bitline.numerics;

/**
 * The layout of tables of subset sums, for the kernels that read them, and the plain way to fill
 * them.
 *
 * <p>Entry e of a group holds the sum of its rows: where digits are bits, of the rows r with bit r
 * of e set; where digits have a sign, row r counts 0, +1 or −1 times for digit r of e in base three
 * being 0, 1 or 2. Rows beyond those that are used count as 0.
 */
public final class SubsetSums {

  private static final int LANES = CrossbarKernels.LANES;

  private SubsetSums() {}

  /** Floats of the tables of one array's tile. */
  public static int size(BitPlanes planes) {
    return planes.groups() * planes.entries() * LANES;
  }

  /**
   * Fills the tables of an array's tile.
   *
   * @param cells of the rows, at cellsAt + r · LANES
   * @param rows rows that are used
   * @param table written from tableAt on
   */
  public static void fill(
      float[] cells, int cellsAt, int rows, BitPlanes planes, float[] table, int tableAt) {
    for (int group = 0; group < planes.groups(); group++) {
      int base = tableAt + group * planes.entries() * LANES;
      java.util.Arrays.fill(table, base, base + LANES, 0f);
      int size = LANES;
      for (int r = 0; r < planes.groupRows(); r++) {
        int row = group * planes.groupRows() + r;
        int at = cellsAt + row * LANES;
        for (int copy = 1; copy <= (planes.signed() ? 2 : 1); copy++) {
          if (row < rows) {
            add(cells, at, copy == 1 ? 1f : -1f, table, base, base + copy * size, size);
          } else {
            System.arraycopy(table, base, table, base + copy * size, size);
          }
        }
        size *= planes.signed() ? 3 : 2;
      }
    }
  }

  private static void add(
      float[] cells, int at, float sign, float[] table, int from, int to, int size) {
    for (int e = 0; e < size; e += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        table[to + e + lane] = table[from + e + lane] + sign * cells[at + lane];
      }
    }
  }
}
