package org.bitline.mapper.graph;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.bitline.mapper.solve.Quantity;

/** Totals as texts. */
final class Amount {

  private static final String PREFIXES = "pnµm";
  private static final double SQUARE_MILLIMETRES = 1e6;

  private Amount() {}

  /** A value with its unit. */
  static String text(Quantity quantity, double value) {
    return switch (quantity) {
      case ENERGY -> scaled(value) + "J";
      case LATENCY, INTERVAL -> scaled(value) + "s";
      case AREA -> digits(value * SQUARE_MILLIMETRES) + " mm^2";
      case NOISE -> digits(value);
    };
  }

  private static String scaled(double value) {
    double shown = value;
    int prefix = PREFIXES.length();
    while (prefix > 0 && shown > 0 && shown < 1) {
      shown *= 1000;
      prefix--;
    }
    String letter = prefix == PREFIXES.length() ? "" : PREFIXES.substring(prefix, prefix + 1);
    return digits(shown) + " " + letter;
  }

  /** Five significant digits, without zeros at the end. */
  private static String digits(double value) {
    return new BigDecimal(value, new MathContext(5)).stripTrailingZeros().toPlainString();
  }

  /** By how much one value is above another, as a text like {@code 12.3 % higher}. */
  static String above(double value, double than) {
    if (than == 0) {
      return value == 0 ? "the same" : "higher";
    }
    double percent = 100 * (value - than) / than;
    if (Math.abs(percent) < 5e-5) {
      return "the same";
    }
    return String.format(
        Locale.ROOT, "%.3g %% %s", Math.abs(percent), percent > 0 ? "higher" : "lower");
  }
}
