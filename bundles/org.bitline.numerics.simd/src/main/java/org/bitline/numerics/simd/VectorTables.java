package org.bitline.numerics.simd;

import jdk.incubator.vector.FloatVector;
import org.bitline.numerics.BitPlanes;
import org.bitline.numerics.CrossbarKernels;

/** Fills tables of subset sums: every entry is an earlier one plus or minus one row. */
final class VectorTables {

  private static final int LANES = CrossbarKernels.LANES;

  private VectorTables() {}

  static void fill(
      float[] cells, int cellsAt, int rows, BitPlanes planes, float[] table, int tableAt) {
    int base = planes.signed() ? 3 : 2;
    for (int group = 0; group < planes.groups(); group++) {
      int first = tableAt + group * planes.entries() * LANES;
      java.util.Arrays.fill(table, first, first + LANES, 0f);
      int size = LANES;
      for (int r = 0; r < planes.groupRows(); r++) {
        int row = group * planes.groupRows() + r;
        if (row < rows) {
          row(cells, cellsAt + row * LANES, table, first, size, planes.signed());
        } else {
          for (int copy = 1; copy < base; copy++) {
            System.arraycopy(table, first, table, first + copy * size, size);
          }
        }
        size *= base;
      }
    }
  }

  private static void row(
      float[] cells, int at, float[] table, int first, int size, boolean signed) {
    for (int lane = 0; lane < LANES; lane += VectorCrossbar.STEP) {
      add(cells, at + lane, table, first + lane, size);
      if (signed) {
        subtract(cells, at + lane, table, first + lane, size);
      }
    }
  }

  private static void add(float[] cells, int at, float[] table, int base, int size) {
    FloatVector row = FloatVector.fromArray(VectorCrossbar.FLOATS, cells, at);
    for (int e = 0; e < size; e += LANES) {
      FloatVector.fromArray(VectorCrossbar.FLOATS, table, base + e)
          .add(row)
          .intoArray(table, base + size + e);
    }
  }

  private static void subtract(float[] cells, int at, float[] table, int base, int size) {
    FloatVector row = FloatVector.fromArray(VectorCrossbar.FLOATS, cells, at);
    for (int e = 0; e < size; e += LANES) {
      FloatVector.fromArray(VectorCrossbar.FLOATS, table, base + e)
          .sub(row)
          .intoArray(table, base + 2 * size + e);
    }
  }
}
