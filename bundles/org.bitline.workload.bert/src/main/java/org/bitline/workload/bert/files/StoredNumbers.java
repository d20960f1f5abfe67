package org.bitline.workload.bert.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a weight file stores its numbers; all are little-endian. */
enum StoredNumbers {
  F32(4),
  F16(2),
  BF16(2);

  private static final int HALF_EXPONENT = 0x1f;
  private static final int HALF_FRACTION = 0x3ff;

  private final int bytes;

  StoredNumbers(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** Reads {@code count} numbers from the start of {@code data}; exact for each format. */
  float[] read(ByteBuffer data, int count) {
    ByteBuffer little = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[count];
    if (this == F32) {
      little.asFloatBuffer().get(values);
      return values;
    }
    short[] bits = new short[count];
    little.asShortBuffer().get(bits);
    for (int i = 0; i < count; i++) {
      values[i] = this == F16 ? half(bits[i]) : Float.intBitsToFloat(bits[i] << 16);
    }
    return values;
  }

  /** The value of an IEEE 754 binary16 number; every one of them is a float exactly. */
  static float half(short bits) {
    int exponent = bits >> 10 & HALF_EXPONENT;
    int fraction = bits & HALF_FRACTION;
    int sign = (bits & 0x8000) << 16;
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    int widened = exponent == HALF_EXPONENT ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
  }
}
