package org.bitline.engine.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.bitline.engine.execute.LossCurve.Point;
import org.junit.jupiter.api.Test;

class LossCurveTest {

  private static final LossCurve CURVE =
      LossCurve.of(List.of(new Point(2, 0.3), new Point(1, 0.1), new Point(4, 0.2)));

  @Test
  void pointsAreSortedAndMadeMonotone() {
    assertEquals(
        List.of(new Point(0, 0), new Point(1, 0.1), new Point(2, 0.3), new Point(4, 0.3)),
        CURVE.points());
  }

  @Test
  void lossesAreInterpolatedAndContinued() {
    assertEquals(0, CURVE.loss(0));
    assertEquals(0.05, CURVE.loss(0.5), 1e-12);
    assertEquals(0.2, CURVE.loss(1.5), 1e-12);
    assertEquals(0.3, CURVE.loss(3), 1e-12);
    // Flat at its end: the slope from the origin counts.
    assertEquals(0.375, CURVE.loss(5), 1e-12);
  }

  @Test
  void theNoiseOfALossIsTheLargestThatKeepsIt() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      double loss = random.nextDouble() * 0.6;
      double noise = CURVE.noise(loss);
      assertTrue(CURVE.loss(noise) <= loss + 1e-12);
      assertTrue(CURVE.loss(noise * (1 + 1e-6) + 1e-6) > loss);
    }
    assertEquals(4, CURVE.noise(0.3), 1e-12);
  }

  @Test
  void withoutNoiseNothingIsLostAndNothingIsLimited() {
    LossCurve exact = LossCurve.of(List.of());
    assertEquals(0, exact.loss(1));
    assertEquals(Double.MAX_VALUE, exact.noise(0.01));
  }

  @Test
  void noiseThatCostsNothingIsNotLimited() {
    LossCurve flat = LossCurve.of(List.of(new Point(1, -0.01), new Point(2, 0)));
    assertEquals(0, flat.loss(10));
    assertEquals(Double.MAX_VALUE, flat.noise(0.01));
  }
}
