package org.bitline.device.reram.array;

/**
 * A pair of cells per weight; w = (G⁺ − G⁻) / (1 − g₀).
 *
 * @param sides which cells of the pair carry the weight
 * @param analogSubtraction currents are subtracted before conversion
 * @param interleaved both cells on one column wire, driven by opposite voltages
 * @param weightBits for the granular step of cells without levels
 */
public record Differential(
    Sides sides, boolean analogSubtraction, boolean interleaved, int weightBits)
    implements Mapping {

  /** Where the weight is. */
  public enum Sides {
    /** In the positive or in the negative cell; the other is at its lowest level. */
    ONE_SIDED,
    /** Half in each: G± = g₀ + (1 − g₀)(1 ± w)/2. */
    TWO_SIDED
  }

  public Differential {
    if (interleaved && !analogSubtraction) {
      throw new IllegalArgumentException(
          "interleaved cells share a column wire, so their currents cannot be subtracted"
              + " digitally");
    }
  }

  @Override
  public boolean differential() {
    return true;
  }

  @Override
  public boolean unitColumn() {
    return false;
  }

  @Override
  public double target(double w, int slice, Side side, Cells cells) {
    double signed = side == Side.POSITIVE ? w : -w;
    if (sides == Sides.TWO_SIDED) {
      return cells.floor() + cells.span() * (1 + signed) / 2;
    }
    // A weight below half a level is zero on both sides (CrossSim).
    double threshold = cells.bits() == 0 ? 0 : StrictMath.scalb(1.0, -(cells.bits() + 1));
    boolean carries = side == Side.POSITIVE ? w >= threshold : w < -threshold;
    return carries ? cells.floor() + cells.span() * signed : cells.floor();
  }

  @Override
  public double unit(int slice, Cells cells) {
    throw new IllegalStateException("pairs have no unit column");
  }

  @Override
  public double step(int slice, Cells cells) {
    return cells.bits() == 0
        ? cells.span() * StrictMath.scalb(1.0, -weightBits)
        : cells.span() / ((1 << cells.bits()) - 1);
  }

  @Override
  public double gain(int slice, Cells cells) {
    return 1 / cells.span();
  }

  @Override
  public double inputGain(Cells cells) {
    return 0;
  }
}
