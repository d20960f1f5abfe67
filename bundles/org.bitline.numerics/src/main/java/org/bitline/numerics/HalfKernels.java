package org.bitline.numerics;

/**
 * Multiply and add in binary16 without fusing: every product is rounded, then every sum, to the
 * nearest binary16 value, halves to even, saturating as {@link Half#round} does. Every
 * implementation gives the same values.
 *
 * <p>An OSGi service; a faster implementation registers with a higher ranking. Thread-safe.
 */
public interface HalfKernels {

  /** What it is, e.g. {@code scalar}. */
  String name();

  /**
   * sums[i] = half(sums[i] + half(x · w[i])) for so many elements.
   *
   * @param x a finite binary16 value
   * @param w finite binary16 values
   * @param sums binary16 values, replaced
   */
  void multiplyAdd(float x, float[] w, int wOffset, float[] sums, int sumsOffset, int count);
}
