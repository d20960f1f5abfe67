package org.bitline.device.reram.array;

/**
 * How a matrix is cut into arrays.
 *
 * @param rows most rows (inputs) of an array; 0 for no limit
 * @param columns most columns (outputs) of an array; 0 for no limit
 * @param partition how what does not divide evenly is cut
 */
public record Tiling(int rows, int columns, Partition partition) {

  /** Sizes where the whole is not a multiple of the array. */
  public enum Partition {
    /** All but the last have round(n / k) of k. */
    EQUAL,
    /** All but the last are full. */
    MAXIMAL,
    /** Equal pieces where they come out even, else as {@link #MAXIMAL} (CrossSim's MAX). */
    EVEN_OR_MAXIMAL
  }

  int[] rowCuts(int n) {
    return cuts(n, rows);
  }

  int[] columnCuts(int n) {
    return cuts(n, columns);
  }

  /** 0, ends of the pieces. */
  private int[] cuts(int n, int limit) {
    int pieces = limit == 0 ? 1 : (n + limit - 1) / limit;
    int size = limit;
    if (limit == 0 || n % pieces == 0 && partition != Partition.MAXIMAL) {
      size = n / pieces;
    } else if (partition == Partition.EQUAL) {
      size = Math.min(limit, (int) Math.rint((double) n / pieces));
    }
    int[] cuts = new int[pieces + 1];
    for (int i = 1; i < pieces; i++) {
      cuts[i] = Math.min(n, i * size);
    }
    cuts[pieces] = n;
    return cuts;
  }
}
