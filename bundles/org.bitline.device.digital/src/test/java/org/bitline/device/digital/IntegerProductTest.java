package org.bitline.device.digital;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.bitline.numerics.ScalarKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegerProductTest {

  @ParameterizedTest(name = "{0} terms, largest code {1}")
  @CsvSource({"1, 127", "1040, 127", "1041, 127", "3072, 127", "5000, 7", "4000, 1"})
  void sumsAreThoseOfIntegers(int terms, int largest) {
    Random random = new Random(terms);
    float[] x = codes(random, 5 * terms, largest);
    float[] w = codes(random, terms * 6, largest);
    int[] expected = new int[30];
    for (int r = 0; r < 5; r++) {
      for (int c = 0; c < 6; c++) {
        for (int k = 0; k < terms; k++) {
          expected[r * 6 + c] += (int) x[r * terms + k] * (int) w[k * 6 + c];
        }
      }
    }
    assertArrayEquals(
        expected,
        new IntegerProduct(new ScalarKernels(), w, terms, 6, largest, 32)
            .multiply(x, 5, IntegerProductTest::none));
  }

  private static float[] codes(Random random, int count, int largest) {
    float[] codes = new float[count];
    for (int i = 0; i < count; i++) {
      codes[i] = random.nextInt(2 * largest + 1) - largest;
    }
    return codes;
  }

  @Test
  void sumsThatNoFloatHoldsAreExact() {
    // 3071 * 127 * 127 + 1 is odd and far above 2^24.
    float[] x = new float[3072];
    float[] w = new float[3072];
    Arrays.fill(x, 127);
    Arrays.fill(w, 127);
    x[0] = 1;
    w[0] = 1;
    int sum =
        new IntegerProduct(new ScalarKernels(), w, 3072, 1, 127, 32)
            .multiply(x, 1, IntegerProductTest::none)[0];
    assertEquals(3071 * 127 * 127 + 1, sum);
  }

  private static void none(long saturated) {
    throw new AssertionError(saturated + " saturated");
  }

  @ParameterizedTest(name = "{0} bits")
  @CsvSource({"16", "18", "20", "24"})
  void narrowAccumulatorsSaturateInEveryAdditionAndAreCounted(int bits) {
    int terms = 400;
    int limit = (1 << (bits - 1)) - 1;
    Random random = new Random(bits);
    float[] x = codes(random, 5 * terms, 127);
    float[] w = codes(random, terms * 6, 127);
    // The first row is small, so that nothing of it can saturate.
    Arrays.fill(x, 0, terms, 0);
    x[3] = 127;
    long saturated = 0;
    int[] expected = new int[30];
    for (int i = 0; i < 30; i++) {
      boolean hit = false;
      long sum = 0;
      for (int k = 0; k < terms; k++) {
        sum += (long) x[i / 6 * terms + k] * (long) w[k * 6 + i % 6];
        hit |= sum > limit || sum < -limit - 1;
        sum = Math.max(-limit - 1, Math.min(limit, sum));
      }
      expected[i] = (int) sum;
      saturated += hit ? 1 : 0;
    }
    AtomicLong counted = new AtomicLong();
    int[] sums =
        new IntegerProduct(new ScalarKernels(), w, terms, 6, 127, bits)
            .multiply(x, 5, counted::addAndGet);
    assertArrayEquals(expected, sums);
    assertEquals(saturated, counted.get());
    assertEquals(bits <= 18, saturated > 0);
  }
}
