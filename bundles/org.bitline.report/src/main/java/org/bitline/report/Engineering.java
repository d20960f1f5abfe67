package org.bitline.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers for people: four significant digits, and a prefix where the unit takes one. */
final class Engineering {

  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
  private static final MathContext RATIO_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final String PREFIXES = "afpnµm kMGT";
  private static final int SMALLEST = -18;
  private static final int LARGEST = 12;

  private Engineering() {}

  /** A quantity with an SI prefix, e.g. {@code 12.34 µJ}. */
  static String withPrefix(double value, String unit) {
    BigDecimal rounded = rounded(value, DIGITS);
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
    return rounded(value, DIGITS).toPlainString();
  }

  /** A ratio, e.g. {@code 2.31}. */
  static String ratio(double value) {
    return rounded(value, RATIO_DIGITS).toPlainString();
  }

  /** A difference with its sign, e.g. {@code +0.0012}. */
  static String difference(double value) {
    String text = ratio(value);
    return value < 0 ? text : "+" + text;
  }

  private static BigDecimal rounded(double value, MathContext digits) {
    if (value == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal rounded = exact.round(digits);
    // Trailing zeros are digits too: 1 becomes 1.000.
    int scale = digits.getPrecision() - rounded.precision() + rounded.scale();
    return rounded.setScale(scale, RoundingMode.UNNECESSARY);
  }
}
