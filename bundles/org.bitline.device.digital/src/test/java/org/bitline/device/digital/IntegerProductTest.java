package org.bitline.device.digital;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
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
        expected, new IntegerProduct(new ScalarKernels(), w, terms, 6, largest).multiply(x, 5));
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
    int sum = new IntegerProduct(new ScalarKernels(), w, 3072, 1, 127).multiply(x, 1)[0];
    assertEquals(3071 * 127 * 127 + 1, sum);
  }
}
