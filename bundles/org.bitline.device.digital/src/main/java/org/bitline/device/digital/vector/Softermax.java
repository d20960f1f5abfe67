package org.bitline.device.digital.vector;

/**
 * Softermax (Stevens et al., arXiv 2103.09301): powers of two of fixed-point scores, a running
 * maximum rounded up to a whole number so that rescaling the sum is a shift, and the fraction's
 * power from a table of four linear pieces.
 *
 * <p>Fractions by default: scores 2 bits, powers 15, sum 6, reciprocal and result 7 (from memory,
 * unverified). Deviations: log2 e is multiplied into the score, for the models are trained with e
 * and not tuned to 2; the sum is kept exact while it grows and rounded once.
 */
public final class Softermax implements SoftmaxRow {

  private static final int PIECES = 4;
  private static final double LN_2 = 0.6931471805599453;

  private final VectorParameters.Softermax formats;
  private final float[] starts = new float[PIECES + 1];

  public Softermax(VectorParameters.Softermax formats) {
    this.formats = formats;
    for (int i = 0; i <= PIECES; i++) {
      starts[i] = fixed((float) StrictMath.exp(LN_2 * i / PIECES), formats.powerBits());
    }
  }

  @Override
  public void apply(float[] x, int at, int keys, float[] y) {
    double largest = Double.NEGATIVE_INFINITY;
    double total = 0;
    for (int j = at; j < at + keys; j++) {
      y[j] = fixed(x[j] * PiecewiseSoftmax.LOG2_E, formats.scoreBits());
      double whole = Math.max(largest, Math.ceil(y[j]));
      total = shifted(total, largest - whole) + power(y[j] - whole);
      largest = whole;
    }
    float reciprocal = reciprocal(fixed((float) total, formats.sumBits()));
    for (int j = at; j < at + keys; j++) {
      y[j] = fixed((float) power(y[j] - largest) * reciprocal, formats.resultBits());
    }
  }

  private static double shifted(double value, double places) {
    return value == 0 ? 0 : Math.scalb(value, (int) Math.max(places, -1000));
  }

  /** 2^s in fixed point, for s of at most 0. */
  private double power(double s) {
    double whole = Math.floor(s);
    if (whole < -formats.powerBits() - 1) {
      return 0;
    }
    double place = (s - whole) * PIECES;
    int piece = (int) place;
    double value = starts[piece] + (place - piece) * (starts[piece + 1] - starts[piece]);
    return fixed((float) Math.scalb(value, (int) whole), formats.powerBits());
  }

  /**
   * 1 / value with a rounded mantissa; the sum is at least one power, but may have rounded to 0.
   */
  private float reciprocal(float value) {
    float sum = Math.max(value, Math.scalb(1f, -formats.sumBits()));
    int exponent = Math.getExponent(sum);
    float mantissa = Math.scalb(sum, -exponent);
    return Math.scalb(fixed(1 / mantissa, formats.resultBits()), -exponent);
  }

  /** The nearest multiple of 2^−bits. */
  private static float fixed(float value, int bits) {
    return Math.scalb((float) Math.rint(Math.scalb(value, bits)), -bits);
  }
}
