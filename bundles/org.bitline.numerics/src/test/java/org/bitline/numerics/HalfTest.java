package org.bitline.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfTest {

  /** The value of a binary16 bit pattern, from the standard's definition. */
  private static double value(int bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    return exponent == 0
        ? fraction * 0x1p-24
        : (1024 + fraction) * StrictMath.pow(2, exponent - 25);
  }

  @Test
  void everyFiniteValueIsAFixedPoint() {
    for (int bits = 0; bits < 31 << 10; bits++) {
      float value = (float) value(bits);
      assertEquals(value, Half.round(value));
      assertEquals(-value, Half.round(-value));
    }
  }

  @Test
  void roundsToTheNearestValueAndHalvesToEven() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      int bits = random.nextInt((31 << 10) - 1);
      double low = value(bits);
      double high = value(bits + 1);
      float between = (float) (low + (high - low) * random.nextDouble());
      double expected =
          between - low < high - between || (between - low == high - between && bits % 2 == 0)
              ? low
              : high;
      assertEquals((float) expected, Half.round(between), "of " + between);
      float middle = (float) ((low + high) / 2);
      assertEquals((float) (bits % 2 == 0 ? low : high), Half.round(middle));
    }
  }

  @Test
  void largerMagnitudesSaturate() {
    assertEquals(65504f, Half.round(1e9f));
    assertEquals(-65504f, Half.round(Float.NEGATIVE_INFINITY));
  }
}
