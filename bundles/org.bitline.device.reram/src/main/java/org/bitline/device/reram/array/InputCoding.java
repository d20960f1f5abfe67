package org.bitline.device.reram.array;

/**
 * How an input x in [−1, 1] drives rows: Σ_k weight(k) · level(x, k) = x, rounded.
 *
 * @param bits of the digital-to-analog conversion, sign included; 0 for none
 * @param signed whether inputs have a sign
 * @param sliceBits bits of one step of drive; 0 for the whole input in one step
 * @param encoding of signed inputs in steps
 */
public record InputCoding(int bits, boolean signed, int sliceBits, Encoding encoding) {

  /** How a signed input is cut. */
  public enum Encoding {
    /** Digits of |x|, each with the sign of x. */
    SIGN_MAGNITUDE,
    /** Bits of the two's complement; the last step weighs negatively. */
    TWOS_COMPLEMENT
  }

  public InputCoding {
    if (bits == 0 && sliceBits > 0) {
      throw new IllegalArgumentException("inputs without conversion cannot be cut into steps");
    }
    if (signed && bits == 1) {
      throw new IllegalArgumentException("a signed input has at least 2 bits");
    }
    if (encoding == Encoding.TWOS_COMPLEMENT && (sliceBits != 1 || !signed)) {
      throw new IllegalArgumentException(
          "two's complement has one bit a step and signed inputs; use sign-magnitude otherwise");
    }
  }

  /** Bits of the magnitude. */
  int magnitudeBits() {
    return signed ? bits - 1 : bits;
  }

  /** Codes of full scale. */
  private double largest() {
    return (1 << magnitudeBits()) - 1;
  }

  /** Steps of drive. */
  public int steps() {
    if (sliceBits == 0) {
      return 1;
    }
    return encoding == Encoding.TWOS_COMPLEMENT
        ? bits
        : (magnitudeBits() + sliceBits - 1) / sliceBits;
  }

  /** Whether a row can be driven below zero. */
  public boolean drivesNegative() {
    return signed && encoding == Encoding.SIGN_MAGNITUDE;
  }

  /** The input as it is applied. */
  public double round(double x) {
    if (bits == 0) {
      return x;
    }
    double low = signed ? -1 : 0;
    double q = largest();
    double clipped = Math.max(low, Math.min(1, x));
    return Math.rint((clipped - low) * q) / q + low;
  }

  /** What a step counts. */
  public double weight(int step) {
    if (sliceBits == 0) {
      return 1;
    }
    if (encoding == Encoding.TWOS_COMPLEMENT) {
      double bit = StrictMath.scalb(1.0, step) / largest();
      return step == bits - 1 ? -bit : bit;
    }
    return StrictMath.scalb(1.0, sliceBits * step) * ((1 << sliceBits) - 1) / largest();
  }

  /** In how many steps an input drives its row. */
  public int driven(double x) {
    double rounded = round(x);
    int count = 0;
    for (int step = 0; step < steps(); step++) {
      count += level(rounded, step) == 0 ? 0 : 1;
    }
    return count;
  }

  /** The drive of a rounded input in a step, in full scales of a row. */
  public double level(double x, int step) {
    if (sliceBits == 0) {
      return x;
    }
    if (encoding == Encoding.TWOS_COMPLEMENT) {
      return (long) Math.rint(x * largest()) >> step & 1;
    }
    long magnitude = (long) Math.rint(Math.abs(x) * largest());
    long mask = (1 << sliceBits) - 1;
    double digit = (double) (magnitude >> (sliceBits * step) & mask) / mask;
    return x < 0 ? -digit : digit;
  }
}
