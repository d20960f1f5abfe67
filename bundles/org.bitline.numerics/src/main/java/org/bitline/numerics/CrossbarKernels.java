package org.bitline.numerics;

/**
 * Bit-serial products of crossbar arrays with a conversion per array column and input plane.
 *
 * <p>Sixteen columns ({@link #LANES}) are worked on at once. Subset sums of every group of rows are
 * tabulated, so that a plane costs one addition per group ("four Russians"). Cells stand on a grid
 * so coarse that float addition of a column is exact: every implementation, in any order, gives the
 * same bits.
 *
 * <p>An OSGi service; a faster implementation registers with a higher ranking. Thread-safe where
 * each thread has its own {@link Workspace}.
 */
public interface CrossbarKernels {

  /** Columns of a tile. */
  int LANES = 16;

  /** Planes that are worked on at once. */
  int PLANES = 8;

  /** What it is, for run.json. */
  String name();

  /**
   * Adds the converted products of one array's tile to out.
   *
   * <p>out[v][lane] += weight · Σ_p planeWeight[p] · clamp(rint(Σ_r bit[v][p][r] · cell[r][lane]),
   * lowest, highest), halves to even.
   *
   * @param cells cell[r][lane] at cellsAt + r·LANES + lane, in units of the converter's LSB; sums
   *     of a column must be exact in float32 and smaller than 2^21
   * @param block which block of rows of the planes
   * @param out vectors × LANES
   */
  void accumulate(
      float[] cells,
      int cellsAt,
      BitPlanes planes,
      int block,
      Converter converter,
      int weight,
      int[] out,
      Workspace workspace);

  /**
   * An analog-to-digital converter with a code for zero.
   *
   * @param lowest smallest code
   * @param highest largest code
   */
  record Converter(int lowest, int highest) {}

  /** Scratch of one thread; grows as needed and is then used again without allocating. */
  final class Workspace {

    private float[] table = new float[0];
    private float[] sums = new float[0];

    /** At least so many floats for subset sums. */
    public float[] table(int size) {
      if (table.length < size) {
        table = new float[size];
      }
      return table;
    }

    /** At least so many floats for column sums. */
    public float[] sums(int size) {
      if (sums.length < size) {
        sums = new float[size];
      }
      return sums;
    }
  }
}
