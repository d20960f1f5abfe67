package org.bitline.device.digital.array;

import static org.junit.jupiter.api.Assertions.assertFalse;

/**
 * A systolic array by its registers, one cycle at a time: the other side of every comparison with a
 * closed form. Operands enter at the edges and move one element per cycle.
 */
final class RegisterArray {

  private final int rows;
  private final int columns;
  private final boolean overlapped;
  private int lastWork;

  RegisterArray(int rows, int columns, boolean overlapped) {
    this.rows = rows;
    this.columns = columns;
    this.overlapped = overlapped;
  }

  /** Cycles up to the last multiplication. */
  int cycles() {
    return lastWork + 1;
  }

  /**
   * One operand stays, row by row of the array, the other streams, sums move down.
   *
   * @param stay per fold: rows × columns
   * @param stream per fold: steps × rows
   * @return per fold: steps × columns
   */
  int[][][] stationary(int[][][] stay, int[][][] stream) {
    int folds = stay.length;
    int[] start = new int[folds + 1];
    int at = 0;
    for (int f = 0; f < folds; f++) {
      // A fold that does not overlap loads its own operand first, and ends before the next.
      start[f] = at + (overlapped && f > 0 ? 0 : rows);
      int steps = stream[f].length;
      at = start[f] + (overlapped ? Math.max(steps, rows) : steps + rows + columns - 2);
    }
    int end = at + 2 * rows + columns;
    int[][][] out = new int[folds][][];
    for (int f = 0; f < folds; f++) {
      out[f] = new int[stream[f].length][columns];
    }
    int[][] held = new int[rows][columns];
    int[][] shadow = new int[rows][columns];
    int[][] moving = new int[rows][columns];
    int[][] sums = new int[rows][columns];
    for (int cycle = 0; cycle < end; cycle++) {
      int[][] nextMoving = new int[rows][columns];
      int[][] nextSums = new int[rows][columns];
      for (int r = rows - 1; r >= 0; r--) {
        for (int c = columns - 1; c >= 0; c--) {
          int swap = index(start, folds, cycle - r - c);
          if (swap >= 0) {
            held[r][c] = shadow[r][c];
          }
          int fold = running(start, stream, cycle - r - c);
          int enters = fold < 0 ? 0 : stream[fold][cycle - r - c - start[fold]][r];
          nextMoving[r][c] = c == 0 ? enters : moving[r][c - 1];
          int above = r == 0 ? 0 : sums[r - 1][c];
          nextSums[r][c] = above + nextMoving[r][c] * held[r][c];
          if (fold >= 0) {
            lastWork = Math.max(lastWork, cycle);
            if (r == rows - 1) {
              out[fold][cycle - r - c - start[fold]][c] = nextSums[r][c];
            }
          }
        }
      }
      load(stay, start, cycle, shadow);
      moving = nextMoving;
      sums = nextSums;
    }
    return out;
  }

  /** Shadow registers of a column move down while the next operand enters, bottom row first. */
  private void load(int[][][] stay, int[] start, int cycle, int[][] shadow) {
    for (int c = 0; c < columns; c++) {
      for (int f = 0; f < stay.length; f++) {
        int begin = overlapped && f > 0 ? start[f - 1] + c : start[f] - rows + (overlapped ? c : 0);
        // Row r shifts r cycles after row 0, behind the wave that takes its last weight over.
        for (int r = rows - 1; r >= 0; r--) {
          int item = cycle - begin - r;
          if (item >= 0 && item < rows - r) {
            shadow[r][c] = r > 0 ? shadow[r - 1][c] : stay[f][rows - 1 - item][c];
          }
        }
      }
    }
  }

  private static int index(int[] start, int folds, int cycle) {
    for (int f = 0; f < folds; f++) {
      if (start[f] == cycle) {
        return f;
      }
    }
    return -1;
  }

  private static int running(int[] start, int[][][] stream, int cycle) {
    for (int f = 0; f < stream.length; f++) {
      if (cycle >= start[f] && cycle < start[f] + stream[f].length) {
        return f;
      }
    }
    return -1;
  }

  /**
   * Results stay; operands move right and down. In an overlapped array finished sums move to a
   * second register and leave by the column while the next fold runs.
   *
   * @param left per fold: rows × steps
   * @param right per fold: steps × columns
   * @return per fold: rows × columns
   */
  int[][][] outputStationary(int[][][] left, int[][][] right) {
    int folds = left.length;
    int[] start = new int[folds];
    int at = 0;
    int[] steps = new int[folds];
    for (int f = 0; f < folds; f++) {
      steps[f] = right[f].length;
      // Results of the fold before need a cycle per row to leave.
      start[f] = at + (overlapped && f > 0 ? Math.max(0, rows - steps[f]) : 0);
      at = start[f] + steps[f] + (overlapped ? 0 : rows + columns - 2);
    }
    int[][][] out = new int[folds][rows][columns];
    int[][] sums = new int[rows][columns];
    int[][] right1 = new int[rows][columns];
    int[][] down1 = new int[rows][columns];
    boolean[][] waiting = new boolean[rows][columns];
    for (int cycle = 0; cycle < at + 3 * rows + columns; cycle++) {
      shift(waiting, start, steps, cycle);
      int[][] nextRight = new int[rows][columns];
      int[][] nextDown = new int[rows][columns];
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          int rowFold = fold(start, steps, cycle - r);
          int columnFold = fold(start, steps, cycle - c);
          int a = rowFold < 0 ? 0 : left[rowFold][r][cycle - r - start[rowFold]];
          int b = columnFold < 0 ? 0 : right[columnFold][cycle - c - start[columnFold]][c];
          nextRight[r][c] = c == 0 ? a : right1[r][c - 1];
          nextDown[r][c] = r == 0 ? b : down1[r - 1][c];
          sums[r][c] += nextRight[r][c] * nextDown[r][c];
          int fold = fold(start, steps, cycle - r - c);
          if (fold >= 0) {
            lastWork = Math.max(lastWork, cycle);
            if (cycle - r - c == start[fold] + steps[fold] - 1) {
              out[fold][r][c] = sums[r][c];
              sums[r][c] = 0;
              assertFalse(overlapped && waiting[r][c], "a result meets one that has not left");
              waiting[r][c] = true;
            }
          }
        }
      }
      right1 = nextRight;
      down1 = nextDown;
    }
    return out;
  }

  /** Once a column has all its sums they leave downwards, one row a cycle. */
  private void shift(boolean[][] waiting, int[] start, int[] steps, int cycle) {
    for (int c = 0; c < columns; c++) {
      for (int f = 0; f < start.length; f++) {
        int step = cycle - (start[f] + steps[f] + rows - 1 + c);
        if (step >= 0 && step < rows) {
          // After this shift the rows down to `step` are empty again.
          waiting[step][c] = false;
        }
      }
    }
  }

  private static int fold(int[] start, int[] steps, int cycle) {
    for (int f = 0; f < start.length; f++) {
      if (cycle >= start[f] && cycle < start[f] + steps[f]) {
        return f;
      }
    }
    return -1;
  }
}
