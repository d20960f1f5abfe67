package org.bitline.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bitline.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class QuantiserTest {

  @Test
  void theLargestMagnitudeOfAColumnGetsTheLargestCode() {
    Tensor w = new Tensor("w", 2, 3, new float[] {1, -8, 0, -2, 4, 0});
    float[] scales = Quantiser.columnScales(w, 8);
    assertArrayEquals(new float[] {2f / 127, 8f / 127, 1}, scales);
    assertEquals(-127, Quantiser.code(-2, scales[0], 127));
    assertEquals(64, Quantiser.code(4, scales[1], 127));
    assertEquals(0, Quantiser.code(0, scales[2], 127));
    assertEquals(8f / 127, Quantiser.matrixScale(w, 8));
  }

  @Test
  void codesRoundHalvesToEvenAndClamp() {
    assertEquals(2, Quantiser.code(2.5f, 1, 7));
    assertEquals(4, Quantiser.code(3.5f, 1, 7));
    assertEquals(7, Quantiser.code(100, 1, 7));
    assertEquals(-7, Quantiser.code(-100, 1, 7));
  }

  @Test
  void aScaleNeverUnderflows() {
    assertEquals(1f, Quantiser.scaleOf(new float[] {Float.MIN_VALUE}, 0, 1, 127));
  }
}
