package org.bitline.device.reram.array;

/**
 * One cell per weight around a reference: G = R (w + 1)/2 + h, R = (1 − g₀)(2^c − 2)/(2^c − 1) and
 * h = 1 − R for c-bit cells, so that w = 0 is a level; R = 1 − g₀ for cells without levels.
 *
 * @param reference what subtracts the reference
 * @param weightBits for the granular step of cells without levels
 * @param peerGain as CrossSim 3.2.0, divide by 1 − g₀ instead of R: products come out smaller by
 *     (2^c − 2)/(2^c − 1)
 */
public record Offset(Reference reference, int weightBits, boolean peerGain) implements Mapping {

  /** What subtracts the current of weight zero. */
  public enum Reference {
    /** (h + R/2) Σx, added up digitally from the inputs. */
    DIGITAL,
    /** A column of cells at weight zero, converted like the others. */
    UNIT_COLUMN
  }

  @Override
  public boolean differential() {
    return false;
  }

  @Override
  public boolean analogSubtraction() {
    return false;
  }

  @Override
  public boolean interleaved() {
    return false;
  }

  @Override
  public boolean unitColumn() {
    return reference == Reference.UNIT_COLUMN;
  }

  private static double range(Cells cells) {
    if (cells.bits() == 0) {
      return cells.span();
    }
    double levels = 1 << cells.bits();
    return cells.span() * (levels - 2) / (levels - 1);
  }

  @Override
  public double target(double w, int slice, Side side, Cells cells) {
    double range = range(cells);
    return range * (w / 2 + 0.5) + (1 - range);
  }

  @Override
  public double unit(int slice, Cells cells) {
    return range(cells) / 2 + (1 - range(cells));
  }

  @Override
  public double step(int slice, Cells cells) {
    return cells.bits() == 0
        ? cells.span() * StrictMath.scalb(1.0, -weightBits)
        : cells.span() / ((1 << cells.bits()) - 1);
  }

  @Override
  public double gain(int slice, Cells cells) {
    return 2 / (peerGain ? cells.span() : range(cells));
  }

  @Override
  public double inputGain(Cells cells) {
    return reference == Reference.DIGITAL ? gain(0, cells) * unit(0, cells) : 0;
  }
}
