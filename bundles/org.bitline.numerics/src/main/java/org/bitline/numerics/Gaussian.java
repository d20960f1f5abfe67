package org.bitline.numerics;

/**
 * Box–Muller in single precision from 64 random bits.
 *
 * <p>log and sine use the polynomials of the Cephes library (S. Moshier, logf, sinf, cosf); all
 * steps are single float operations or fused multiply-adds, so a vector form gives equal bits.
 */
final class Gaussian {

  private static final float TWO_PI_BY_2_32 = (float) (2 * Math.PI * 0x1p-32);

  private Gaussian() {}

  static void pair(long bits, float[] out, int at) {
    float radius = radius((int) (bits >>> 32));
    out[at] = radius * cosine((int) bits);
    out[at + 1] = radius * sine((int) bits);
  }

  static float first(long bits) {
    return radius((int) (bits >>> 32)) * cosine((int) bits);
  }

  static float second(long bits) {
    return radius((int) (bits >>> 32)) * sine((int) bits);
  }

  private static float radius(int word) {
    return (float) Math.sqrt(square(word));
  }

  /** The square of a radius, −2 ln u. */
  private static float square(int word) {
    float u = (float) ((word >>> 1) | 1) * 0x1p-31f;
    return -2f * log(u);
  }

  /** The radius times the standard deviation, from one square root. */
  static float spread(long bits, float variance) {
    return (float) Math.sqrt(square((int) (bits >>> 32)) * variance);
  }

  private static float log(float u) {
    int raw = Float.floatToRawIntBits(u);
    // Mantissa in [sqrt(1/2), sqrt(2)): 0x3f3504f3 are the bits of sqrt(1/2).
    int exponent = (raw - 0x3f3504f3) >> 23;
    float x = Float.intBitsToFloat(raw - (exponent << 23)) - 1f;
    float p = 7.0376836292e-2f;
    p = Math.fma(p, x, -1.1514610310e-1f);
    p = Math.fma(p, x, 1.1676998740e-1f);
    p = Math.fma(p, x, -1.2420140846e-1f);
    p = Math.fma(p, x, 1.4249322787e-1f);
    p = Math.fma(p, x, -1.6668057665e-1f);
    p = Math.fma(p, x, 2.0000714765e-1f);
    p = Math.fma(p, x, -2.4999993993e-1f);
    p = Math.fma(p, x, 3.3333331174e-1f);
    float z = x * x;
    float y = Math.fma(p * x, z, -0.5f * z);
    return Math.fma((float) exponent, 0.693147181f, x + y);
  }

  /** The angle 2π·word/2³² less its nearest quarter turn, in [−π/4, π/4]. */
  private static float reduced(int word) {
    return (float) (word - (quarter(word) << 30)) * TWO_PI_BY_2_32;
  }

  private static int quarter(int word) {
    return (word + (1 << 29)) >>> 30;
  }

  static float sine(int word) {
    int quarter = quarter(word);
    float a = reduced(word);
    float value = (quarter & 1) == 0 ? sinPolynomial(a) : cosPolynomial(a);
    return (quarter & 2) == 0 ? value : -value;
  }

  static float cosine(int word) {
    return sine(word + (1 << 30));
  }

  private static float sinPolynomial(float a) {
    float z = a * a;
    float p = -1.9515295891e-4f;
    p = Math.fma(p, z, 8.3321608736e-3f);
    p = Math.fma(p, z, -1.6666654611e-1f);
    return Math.fma(p * z, a, a);
  }

  private static float cosPolynomial(float a) {
    float z = a * a;
    float p = 2.443315711809948e-5f;
    p = Math.fma(p, z, -1.388731625493765e-3f);
    p = Math.fma(p, z, 4.166664568298827e-2f);
    return Math.fma(p * z, z, Math.fma(-0.5f, z, 1f));
  }
}
