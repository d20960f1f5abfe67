package org.bitline.device.reram.reference;

/**
 * Means, standard deviations and kurtoses of several quantities over draws, by Welford's recurrence
 * and its extension to higher moments (Pébay, "Formulas for robust, one-pass parallel computation
 * of covariances and arbitrary-order statistical moments", Sandia report SAND2008-6212).
 */
final class Moments {

  private final double[] means;
  private final double[] squares;
  private final double[] cubes;
  private final double[] fourths;
  private int draws;

  Moments(int quantities) {
    this.means = new double[quantities];
    this.squares = new double[quantities];
    this.cubes = new double[quantities];
    this.fourths = new double[quantities];
  }

  /** Takes one draw of every quantity. */
  void add(double[] values) {
    draws++;
    double n = draws;
    for (int i = 0; i < values.length; i++) {
      double off = values[i] - means[i];
      double part = off / n;
      double term = off * part * (n - 1);
      means[i] += part;
      fourths[i] +=
          term * part * part * (n * n - 3 * n + 3)
              + 6 * part * part * squares[i]
              - 4 * part * cubes[i];
      cubes[i] += term * part * (n - 2) - 3 * part * squares[i];
      squares[i] += term;
    }
  }

  int draws() {
    return draws;
  }

  double mean(int quantity) {
    return means[quantity];
  }

  double deviation(int quantity) {
    return Math.sqrt(squares[quantity] / (draws - 1));
  }

  /** Fourth central moment over the squared variance: 3 for a normal quantity, and for none. */
  double kurtosis(int quantity) {
    double square = squares[quantity] * squares[quantity];
    return square == 0 ? 3 : draws * fourths[quantity] / square;
  }
}
