package org.bitline.numerics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

class FunctionsTest {

  @Test
  void expAgreesWithStrictMathToOneInTenToTheFifteen() {
    for (double x = -700; x < 700; x += 0.37) {
      double expected = StrictMath.exp(x);
      assertEquals(expected, Functions.exp(x), 1e-15 * expected, "exp of " + x);
    }
    assertEquals(0, Functions.exp(-1e6));
    assertEquals(1, Functions.exp(0));
  }

  @Test
  void erfAgreesWithCommonsMathEverywhere() {
    for (double x = -7; x < 7; x += 0.00137) {
      assertEquals(Erf.erf(x), Functions.erf(x), 1e-11, "erf of " + x);
    }
    assertEquals(0, Functions.erf(0));
    assertEquals(-1, Functions.erf(-100));
  }

  @Test
  void tanhAgreesWithStrictMath() {
    for (double x = -20; x < 20; x += 0.0031) {
      assertEquals(StrictMath.tanh(x), Functions.tanh(x), 1e-14, "tanh of " + x);
    }
    assertEquals(1, Functions.tanh(1e4));
  }

  @Test
  void bothFormsOfGeluAreCloseAndHaveTheRightEnds() {
    for (float x = -8; x < 8; x += 0.01f) {
      assertEquals(Functions.geluErf(x), Functions.geluTanh(x), 5e-4, "gelu of " + x);
    }
    assertEquals(0.8413447f, Functions.geluErf(1), 1e-6f);
    assertEquals(30f, Functions.geluErf(30));
    assertEquals(0f, Functions.geluErf(-30), 0f);
  }
}
