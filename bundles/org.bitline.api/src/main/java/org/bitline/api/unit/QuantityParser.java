package org.bitline.api.unit;

/** The one place where a quantity's text becomes a number. */
public interface QuantityParser {

  /**
   * Reads a quantity such as {@code "16 mW"}, {@code "0.372 mm^2"} or {@code "3.59 pJ/bit"}.
   *
   * @param text number, blank, unit
   * @param unit the unit of the value wanted
   * @return the value in {@code unit}
   * @throws IllegalArgumentException with a sentence, where the text is no quantity of that
   *     dimension
   */
  double parse(String text, String unit);
}
