package org.bitline.device.reram.cell;

import java.util.Arrays;

/** c0 + c1 x + c2 x² + …; compared by its coefficients. */
final class Polynomial {

  private final double[] coefficients;

  private Polynomial(double[] coefficients) {
    this.coefficients = coefficients;
  }

  static Polynomial of(double... coefficients) {
    return new Polynomial(coefficients.clone());
  }

  double at(double x) {
    double value = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = value * x + coefficients[i];
    }
    return value;
  }

  /** (1 − f) of this and f of other. */
  Polynomial towards(Polynomial other, double f) {
    double[] mixed = new double[coefficients.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (1 - f) * coefficients[i] + f * other.coefficients[i];
    }
    return new Polynomial(mixed);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Polynomial p && Arrays.equals(coefficients, p.coefficients);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(coefficients);
  }
}
