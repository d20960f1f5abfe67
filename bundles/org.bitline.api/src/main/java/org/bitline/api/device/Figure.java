package org.bitline.api.device;

/**
 * A number with its origin.
 *
 * @param known false for a number that nobody knows: it counts as 0 and the total is a lower bound
 * @param nominal in SI
 * @param low at most nominal
 * @param high at least nominal
 * @param source where it comes from, for a person
 * @param basis "measured", "published" or "assumed"
 */
public record Figure(
    boolean known, double nominal, double low, double high, String source, String basis) {

  public static Figure of(double nominal, String source, String basis) {
    return new Figure(true, nominal, nominal, nominal, source, basis);
  }

  public static Figure unknown(String source) {
    return new Figure(false, 0, 0, 0, source, "assumed");
  }
}
