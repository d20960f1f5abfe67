package org.bitline.device.digital.vector;

import org.bitline.numerics.Functions;

/**
 * e^(x − max) by range reduction: (x − max) log2 e = n + f with n whole and f in [0, 1); a {@link
 * PiecewisePolynomial} gives 2^f, and n moves the exponent. Sum and division in float32.
 */
public final class PiecewiseSoftmax implements SoftmaxRow {

  static final float LOG2_E = 1.44269504f;
  private static final double LN_2 = 0.6931471805599453;

  /** Below 2^-149 there is no float32. */
  private static final int SMALLEST = -150;

  private final PiecewisePolynomial power;

  public PiecewiseSoftmax(int segments, int degree) {
    this.power = PiecewisePolynomial.of(t -> Functions.exp(t * LN_2), 0, 1, segments, degree);
  }

  @Override
  public void apply(float[] x, int at, int keys, float[] y) {
    float largest = SoftmaxRow.largest(x, at, keys);
    float total = 0;
    for (int j = at; j < at + keys; j++) {
      y[j] = power((x[j] - largest) * LOG2_E);
      total += y[j];
    }
    for (int j = at; j < at + keys; j++) {
      y[j] /= total;
    }
  }

  /** 2^s for s of at most 0. */
  private float power(float s) {
    float whole = (float) Math.floor(s);
    return whole < SMALLEST ? 0 : Math.scalb(power.at(s - whole), (int) whole);
  }
}
