package org.bitline.device.reram.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.bitline.api.result.ReferenceSuite.Status;
import org.junit.jupiter.api.Test;

class ScoresTest {

  private static Moments normal(int quantities, int draws) {
    Random random = new Random(1);
    Moments moments = new Moments(quantities);
    for (int d = 0; d < draws; d++) {
      moments.add(random.doubles(quantities).map(u -> random.nextGaussian()).toArray());
    }
    return moments;
  }

  @Test
  void momentsAreThoseOfTheirDistribution() {
    Random random = new Random(2);
    Moments moments = new Moments(3);
    for (int d = 0; d < 200_000; d++) {
      double n = random.nextGaussian();
      moments.add(new double[] {5 + 2 * n, random.nextDouble(), 7});
    }
    assertEquals(5, moments.mean(0), 0.02);
    assertEquals(2, moments.deviation(0), 0.02);
    assertEquals(3, moments.kurtosis(0), 0.06);
    assertEquals(1.8, moments.kurtosis(1), 0.02);
    assertEquals(0, moments.deviation(2), 0);
    assertEquals(3, moments.kurtosis(2), 0);
  }

  /** One of 84 beyond 3 is more than 1 %; one of 100 is not. */
  @Test
  void atMostOneInAHundredIsBeyondThree() {
    for (int quantities : new int[] {42, 50}) {
      Moments ours = normal(quantities, 10_000);
      Scores scores = new Scores();
      for (int i = 0; i < quantities; i++) {
        double mean = ours.mean(i) + (i == 3 ? 3.5 * Math.sqrt(2e-4) : 0);
        scores.compare("q" + i, ours, i, mean, ours.deviation(i), 10_000);
      }
      Status status = scores.outcome("case").status();
      assertEquals(quantities == 50 ? Status.PASS : Status.FAIL, status);
    }
  }

  @Test
  void noneIsBeyondTheLimit() {
    Moments ours = normal(200, 10_000);
    Scores scores = new Scores();
    for (int i = 0; i < 200; i++) {
      double mean = ours.mean(i) + (i == 3 ? 4.6 * Math.sqrt(2e-4) : 0);
      scores.compare("q" + i, ours, i, mean, ours.deviation(i), 10_000);
    }
    assertEquals(Status.FAIL, scores.outcome("case").status());
    assertTrue(scores.outcome("case").detail().contains("q3 mean"));
  }
}
