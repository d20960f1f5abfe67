package org.bitline.numerics;

/** The layout of tables of subset sums, for the kernels that read them. */
public final class SubsetSums {

  private static final int LANES = CrossbarKernels.LANES;

  private SubsetSums() {}

  /** Floats of the tables of one array's tile. */
  public static int size(BitPlanes planes) {
    return planes.groups() * (LANES << planes.groupRows());
  }

  /**
   * Fills the tables: entry e of a group holds the sum of its rows r with bit r of e set. Rows
   * beyond those that are used count as 0.
   */
  public static void fill(float[] cells, int cellsAt, int rows, BitPlanes planes, float[] table) {
    int entry = LANES << planes.groupRows();
    for (int group = 0; group < planes.groups(); group++) {
      int base = group * entry;
      for (int i = 0; i < LANES; i++) {
        table[base + i] = 0f;
      }
      for (int r = 0; r < planes.groupRows(); r++) {
        int row = group * planes.groupRows() + r;
        int half = LANES << r;
        if (row < rows) {
          add(cells, cellsAt + row * LANES, table, base, half);
        } else {
          System.arraycopy(table, base, table, base + half, half);
        }
      }
    }
  }

  private static void add(float[] cells, int at, float[] table, int base, int half) {
    for (int e = 0; e < half; e += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        table[base + half + e + lane] = table[base + e + lane] + cells[at + lane];
      }
    }
  }
}
