package org.bitline.device.reram.array;

/**
 * The conductances that cells are programmed to.
 *
 * @param bits levels 2^bits, evenly spaced; 0 for a continuum
 * @param minSiemens lowest level; 0 for an infinite on/off ratio
 * @param maxSiemens highest level, to which conductances are normalised
 */
public record Cells(int bits, double minSiemens, double maxSiemens) {

  /** The lowest level over the highest, g₀. */
  public double floor() {
    return minSiemens / maxSiemens;
  }

  /** 1 − g₀. */
  public double span() {
    return 1 - floor();
  }

  /** The level next to a normalised conductance. */
  public double round(double g) {
    if (bits == 0) {
      return g;
    }
    double steps = (1 << bits) - 1;
    return floor() + Math.rint((g - floor()) * steps / span()) * span() / steps;
  }
}
