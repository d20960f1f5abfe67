package org.bitline.numerics;

import org.apache.commons.math3.special.Erf;

/**
 * Transcendental functions that give the same bits on every platform. Accurate to 1e-15 (exp,
 * relative), 1e-11 (erf, absolute).
 */
public final class Functions {

  private static final double LN2_HIGH = 0x1.62e42fee00000p-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final double INVERSE_LN2 = 0x1.71547652b82fep0;

  private static final int ERF_STEPS = 256;
  private static final int ERF_END = 6;
  private static final double[] ERF_VALUES = new double[ERF_END * ERF_STEPS + 2];
  private static final double[] ERF_SLOPES = new double[ERF_END * ERF_STEPS + 2];

  static {
    for (int i = 0; i < ERF_VALUES.length; i++) {
      double x = (double) i / ERF_STEPS;
      ERF_VALUES[i] = Erf.erf(x);
      ERF_SLOPES[i] = 2 / StrictMath.sqrt(StrictMath.PI) * StrictMath.exp(-x * x) / ERF_STEPS;
    }
  }

  private Functions() {}

  /** e^x: x = k ln 2 + r, Taylor's polynomial of degree 13 in r. */
  public static double exp(double x) {
    if (!(x > -708)) {
      return Double.isNaN(x) ? x : 0;
    }
    if (x > 709) {
      return StrictMath.exp(x);
    }
    double k = Math.rint(x * INVERSE_LN2);
    double r = Math.fma(-k, LN2_LOW, Math.fma(-k, LN2_HIGH, x));
    double p = 1.0 / 6227020800.0;
    p = Math.fma(p, r, 1.0 / 479001600.0);
    p = Math.fma(p, r, 1.0 / 39916800.0);
    p = Math.fma(p, r, 1.0 / 3628800.0);
    p = Math.fma(p, r, 1.0 / 362880.0);
    p = Math.fma(p, r, 1.0 / 40320.0);
    p = Math.fma(p, r, 1.0 / 5040.0);
    p = Math.fma(p, r, 1.0 / 720.0);
    p = Math.fma(p, r, 1.0 / 120.0);
    p = Math.fma(p, r, 1.0 / 24.0);
    p = Math.fma(p, r, 1.0 / 6.0);
    p = Math.fma(p, r, 0.5);
    p = Math.fma(p, r, 1.0);
    p = Math.fma(p, r, 1.0);
    return p * Double.longBitsToDouble((long) (k + 1023) << 52);
  }

  /** The error function: cubic Hermite interpolation of a table with steps of 1/256. */
  public static double erf(double x) {
    double at = Math.abs(x) * ERF_STEPS;
    if (!(at < ERF_END * ERF_STEPS)) {
      return Double.isNaN(x) ? x : Math.signum(x);
    }
    int i = (int) at;
    double t = at - i;
    double u = 1 - t;
    double value =
        u * u * Math.fma(2, t, 1) * ERF_VALUES[i]
            + t * t * Math.fma(2, u, 1) * ERF_VALUES[i + 1]
            + t * u * (u * ERF_SLOPES[i] - t * ERF_SLOPES[i + 1]);
    return x < 0 ? -value : value;
  }

  /** The hyperbolic tangent. */
  public static double tanh(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < 0x1p-5) {
      double z = x * x;
      return x * (1 + z * (-1.0 / 3 + z * (2.0 / 15 - z * (17.0 / 315))));
    }
    double value = 1 - 2 / (exp(2 * magnitude) + 1);
    return x < 0 ? -value : value;
  }

  /** x Φ(x), Hendrycks and Gimpel, arXiv 1606.08415. */
  public static float geluErf(float x) {
    return (float) (0.5 * x * (1 + erf(x * 0.7071067811865476)));
  }

  /** The same authors' approximation with tanh. */
  public static float geluTanh(float x) {
    double inner = 0.7978845608028654 * (x + 0.044715 * ((double) x * x * x));
    return (float) (0.5 * x * (1 + tanh(inner)));
  }
}
