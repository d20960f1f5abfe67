package org.bitline.device.reram.reference;

/** Means and standard deviations of several quantities over draws, by Welford's recurrence. */
final class Moments {

  private final double[] means;
  private final double[] squares;
  private int draws;

  Moments(int quantities) {
    this.means = new double[quantities];
    this.squares = new double[quantities];
  }

  /** Takes one draw of every quantity. */
  void add(double[] values) {
    draws++;
    for (int i = 0; i < values.length; i++) {
      double off = values[i] - means[i];
      means[i] += off / draws;
      squares[i] += off * (values[i] - means[i]);
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
}
