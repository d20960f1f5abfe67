package org.bitline.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers for people: four significant digits, and a prefix where the unit takes one. */
final class Engineering {

  /** Significant digits of a number without a band. */
  static final int FULL = 4;

  private static final int RATIO = 3;
  private static final String PREFIXES = "afpnµm kMGT";
  private static final int SMALLEST = -18;
  private static final int LARGEST = 12;

  private Engineering() {}

  /** A quantity with an SI prefix, e.g. {@code 12.34 µJ}. */
  static String withPrefix(double value, int digits, String unit) {
    BigDecimal rounded = rounded(value, digits);
    if (rounded.signum() == 0) {
      return "0 " + unit;
    }
    int exponent = Math.floorDiv(rounded.precision() - rounded.scale() - 1, 3) * 3;
    exponent = Math.max(SMALLEST, Math.min(LARGEST, exponent));
    String prefix = String.valueOf(PREFIXES.charAt((exponent - SMALLEST) / 3)).strip();
    return rounded.movePointLeft(exponent).toPlainString() + " " + prefix + unit;
  }

  /** A number as it is, e.g. {@code 85.42}. */
  static String plain(double value) {
    return plain(value, FULL);
  }

  static String plain(double value, int digits) {
    return rounded(value, digits).toPlainString();
  }

  /**
   * Significant digits that a value deserves: its last one is worth about a tenth of the half-width
   * of its band or more, and there are 1 to {@value #FULL}.
   */
  static int deserved(double value, double low, double high) {
    double width = (high - low) / 2;
    if (width <= 0 || value <= 0) {
      return FULL;
    }
    int digits = 1 + (int) Math.ceil(StrictMath.log10(value / width));
    return Math.max(1, Math.min(FULL, digits));
  }

  /** A ratio, e.g. {@code 2.31}. */
  static String ratio(double value) {
    return rounded(value, RATIO).toPlainString();
  }

  /** A difference with its sign, e.g. {@code +0.0012}. */
  static String difference(double value) {
    String text = ratio(value);
    return value < 0 ? text : "+" + text;
  }

  private static BigDecimal rounded(double value, int digits) {
    if (value == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    // Trailing zeros are digits too: 1 becomes 1.000.
    int scale = digits - rounded.precision() + rounded.scale();
    return rounded.setScale(scale, RoundingMode.UNNECESSARY);
  }
}
