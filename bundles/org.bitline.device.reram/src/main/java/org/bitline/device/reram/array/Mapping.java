package org.bitline.device.reram.array;

/**
 * How a weight w in [−1, 1] becomes conductances, normalised to the highest level, and how
 * converted column sums become the product again:
 *
 * <p>y = Σ_i gain(i) · o_i − inputGain · Σ_r x_r, where o_i is the output of slice i: positive less
 * negative column, or column less unit column.
 */
public sealed interface Mapping permits Differential, Offset, Sliced {

  /** The cell of a pair. */
  enum Side {
    POSITIVE,
    NEGATIVE
  }

  /** Cells (or pairs) that hold a weight, least significant first. */
  default int slices() {
    return 1;
  }

  /** Bits of a weight, sign included. */
  int weightBits();

  /** Whether a weight has a negative cell. */
  boolean differential();

  /** Whether negative currents are subtracted before conversion. */
  boolean analogSubtraction();

  /** Whether both cells of a pair share a column wire. */
  boolean interleaved();

  /** Whether every array has one column more, holding {@link #unit}. */
  boolean unitColumn();

  /** Target before rounding to levels. */
  double target(double w, int slice, Side side, Cells cells);

  /** Target of the unit column's cells. */
  double unit(int slice, Cells cells);

  /**
   * Normalised conductance of one step of the weight in a slice: what a granular converter sees.
   */
  double step(int slice, Cells cells);

  double gain(int slice, Cells cells);

  double inputGain(Cells cells);
}
