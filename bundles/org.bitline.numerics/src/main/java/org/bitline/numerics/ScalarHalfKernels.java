package org.bitline.numerics;

import org.osgi.service.component.annotations.Component;

/**
 * The plain form. A number of exponent e is rounded to 11 bits by adding and taking away 1.5 · 2^(e
 * + 13), whose last float32 bit is the last binary16 bit; e is at least that of the smallest normal
 * binary16.
 */
@Component(service = HalfKernels.class)
public final class ScalarHalfKernels implements HalfKernels {

  private static final int EXPONENT = 0x7f800000;
  private static final float TIMES = 12288f;
  private static final float LEAST = 0.75f;

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void multiplyAdd(
      float x, float[] w, int wOffset, float[] sums, int sumsOffset, int count) {
    for (int i = 0; i < count; i++) {
      sums[sumsOffset + i] = round(sums[sumsOffset + i] + round(x * w[wOffset + i]));
    }
  }

  private static float round(float value) {
    float exponent = Float.intBitsToFloat(Float.floatToRawIntBits(value) & EXPONENT);
    float shift = Math.max(exponent * TIMES, LEAST);
    float rounded = value + shift - shift;
    return Math.max(-Half.MAX, Math.min(Half.MAX, rounded));
  }
}
