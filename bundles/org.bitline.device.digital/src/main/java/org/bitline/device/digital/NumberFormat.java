package org.bitline.device.digital;

import java.util.Locale;
import org.bitline.numerics.Half;

/** What an array multiplies. */
public enum NumberFormat {
  /** Integer codes with scales. */
  INT,
  /** IEEE 754 binary16, saturating. */
  FP16,
  /** The upper half of a float32: 8 bits of exponent, 7 of fraction. */
  BF16,
  /** IEEE 754 binary32. */
  FP32;

  /** The nearest number of a floating-point format, halves to even. */
  float round(float value) {
    return switch (this) {
      case INT, FP32 -> value;
      case FP16 -> Half.round(value);
      case BF16 -> bfloat16(value);
    };
  }

  /** Finite values stay finite: the largest ones round towards zero. */
  private static float bfloat16(float value) {
    if (!Float.isFinite(value)) {
      return value;
    }
    int bits = Float.floatToRawIntBits(value);
    int rounded = (bits + 0x7FFF + ((bits >>> 16) & 1)) & 0xFFFF0000;
    boolean overflow = (rounded & 0x7F800000) == 0x7F800000;
    return Float.intBitsToFloat(overflow ? bits & 0xFFFF0000 : rounded);
  }

  /** A copy of values, rounded. */
  float[] rounded(float[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = round(values[i]);
    }
    return rounded;
  }

  /** As files write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
