package org.bitline.numerics;

/** IEEE 754 binary16. */
public final class Half {

  /** The largest finite value. */
  public static final float MAX = 65504f;

  private Half() {}

  /**
   * The nearest binary16 value, halves to even. Larger magnitudes become ±{@link #MAX}, as a
   * saturating unit does.
   */
  public static float round(float value) {
    float magnitude = Math.abs(value);
    if (magnitude >= 65520f) {
      return Math.copySign(MAX, value);
    }
    if (magnitude < 0x1p-14f) {
      // Subnormal: the grid is 2^-24, and adding 0.5 puts the last float32 bit there.
      return Math.copySign((magnitude + 0.5f) - 0.5f, value);
    }
    int bits = Float.floatToRawIntBits(magnitude);
    int rounded = (bits + 0xFFF + ((bits >>> 13) & 1)) & ~0x1FFF;
    return Math.copySign(Float.intBitsToFloat(rounded), value);
  }
}
