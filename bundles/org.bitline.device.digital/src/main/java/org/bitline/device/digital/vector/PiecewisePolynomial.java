package org.bitline.device.digital.vector;

import java.util.function.DoubleUnaryOperator;

/**
 * A function as polynomials on pieces of equal width, as a look-up table of coefficients and a
 * Horner chain of multiply-adds computes it, in float32 with fused multiply-adds. Each polynomial
 * meets the function at the Chebyshev points of its piece. The published core that does this (Li et
 * al., ICFPT 2020, 10.1109/ICFPT51103.2020.00014) is fixed point; its formats were not at hand.
 */
public final class PiecewisePolynomial {

  private final float from;
  private final float perUnit;
  private final int segments;
  private final int degree;
  private final float[] coefficients;

  private PiecewisePolynomial(
      float from, float perUnit, int segments, int degree, float[] coefficients) {
    this.from = from;
    this.perUnit = perUnit;
    this.segments = segments;
    this.degree = degree;
    this.coefficients = coefficients;
  }

  /** Polynomials of {@code degree} on [from, to]. */
  public static PiecewisePolynomial of(
      DoubleUnaryOperator function, double from, double to, int segments, int degree) {
    float[] coefficients = new float[segments * (degree + 1)];
    double width = (to - from) / segments;
    for (int i = 0; i < segments; i++) {
      double start = from + i * width;
      double[] piece = interpolate(t -> function.applyAsDouble(start + t * width), degree);
      for (int k = 0; k <= degree; k++) {
        coefficients[i * (degree + 1) + k] = (float) piece[k];
      }
    }
    return new PiecewisePolynomial(
        (float) from, (float) (1 / width), segments, degree, coefficients);
  }

  /** Coefficients, ascending, of the polynomial through a function's Chebyshev points of [0, 1]. */
  private static double[] interpolate(DoubleUnaryOperator function, int degree) {
    int points = degree + 1;
    double[] t = new double[points];
    double[] difference = new double[points];
    for (int i = 0; i < points; i++) {
      t[i] = 0.5 - 0.5 * StrictMath.cos(StrictMath.PI * (i + 0.5) / points);
      difference[i] = function.applyAsDouble(t[i]);
    }
    // Newton's divided differences, then expanded from the innermost factor.
    for (int order = 1; order < points; order++) {
      for (int i = points - 1; i >= order; i--) {
        difference[i] = (difference[i] - difference[i - 1]) / (t[i] - t[i - order]);
      }
    }
    double[] result = new double[points];
    for (int i = points - 1; i >= 0; i--) {
      for (int k = points - 1; k > 0; k--) {
        result[k] = result[k - 1] - t[i] * result[k];
      }
      result[0] = difference[i] - t[i] * result[0];
    }
    return result;
  }

  /** The value at x; beyond the ends the outermost polynomials go on. */
  public float at(float x) {
    float place = (x - from) * perUnit;
    int piece = Math.max(0, Math.min(segments - 1, (int) Math.floor(place)));
    float t = place - piece;
    int last = piece * (degree + 1) + degree;
    float value = coefficients[last];
    for (int k = 1; k <= degree; k++) {
      value = Math.fma(value, t, coefficients[last - k]);
    }
    return value;
  }

  /** Lane operations of one evaluation: range reduction, look-up, a multiply-add per degree. */
  public static int passes(int degree) {
    return 2 + degree;
  }
}
