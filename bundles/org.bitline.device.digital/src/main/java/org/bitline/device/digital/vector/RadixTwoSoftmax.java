package org.bitline.device.digital.vector;

/**
 * Softmax by powers and a logarithm of two, without multiplier or divider but for log2 e: 2^(n + f)
 * ≈ 2^n (1 + f) and log2(2^n (1 + f)) ≈ n + f (Mitchell, 1962), and the division by the sum is a
 * subtraction of its logarithm. The systolic accelerator with a radix-2 softmax (Ye et al., TECS
 * 2022, 10.1145/3549937) is the occasion; the formats of its unit were not at hand.
 */
public final class RadixTwoSoftmax implements SoftmaxRow {

  private static final int SMALLEST = -126;

  @Override
  public void apply(float[] x, int at, int keys, float[] y) {
    float largest = SoftmaxRow.largest(x, at, keys);
    float total = 0;
    for (int j = at; j < at + keys; j++) {
      y[j] = (x[j] - largest) * PiecewiseSoftmax.LOG2_E;
      total += power(y[j]);
    }
    float logarithm = logarithm(total);
    for (int j = at; j < at + keys; j++) {
      y[j] = power(y[j] - logarithm);
    }
  }

  private static float power(float s) {
    float whole = (float) Math.floor(s);
    return whole < SMALLEST ? 0 : Math.scalb(1 + (s - whole), (int) whole);
  }

  /** Of a normal number. */
  private static float logarithm(float value) {
    int exponent = Math.getExponent(value);
    return exponent + (Math.scalb(value, -exponent) - 1);
  }
}
