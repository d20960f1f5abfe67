package org.bitline.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.descriptive.moment.Kurtosis;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class KeyedStreamTest {

  /** Known-answer vectors of Random123 (kat_vectors, threefry2x32 20). */
  @Test
  void threefryGivesThePublishedAnswers() {
    assertEquals(0x6b200159_99ba4efeL, Threefry.bits(0, 0));
    assertEquals(0x1cb996fc_bb002be7L, Threefry.bits(-1L, -1L));
    // key 13198a2e 03707344, counter 243f6a88 85a308d3; the first word is the lower one here.
    assertEquals(0xc4923a9c_483df7a0L, Threefry.bits(0x03707344_13198a2eL, 0x85a308d3_243f6a88L));
  }

  @Test
  void normalNumbersPassKolmogorovAndSmirnovAndHaveNormalMoments() {
    float[] numbers = new float[200_000];
    KeyedStream.of(7).at("test").gaussians(0, numbers, 0, numbers.length);
    double[] sample = new double[numbers.length];
    double mean = 0;
    double square = 0;
    for (int i = 0; i < sample.length; i++) {
      sample[i] = numbers[i];
      mean += sample[i] / sample.length;
      square += sample[i] * sample[i] / sample.length;
    }
    assertEquals(0, mean, 4 / Math.sqrt(sample.length));
    assertEquals(1, square, 4 * Math.sqrt(2.0 / sample.length));
    assertEquals(0, new Kurtosis().evaluate(sample), 4 * Math.sqrt(24.0 / sample.length));
    double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new NormalDistribution(), sample);
    assertTrue(p > 0.001, "p = " + p);
  }

  @Test
  void anyStretchOfAStreamIsTheSameHoweverItIsAskedFor() {
    KeyedStream stream = KeyedStream.of(42).at(3).at("layer.0.query");
    float[] whole = new float[101];
    stream.gaussians(0, whole, 0, whole.length);
    for (int from = 0; from < 20; from++) {
      for (int count = 0; count < 20; count++) {
        float[] part = new float[count];
        stream.gaussians(from, part, 0, count);
        float[] expected = java.util.Arrays.copyOfRange(whole, from, from + count);
        assertArrayEquals(expected, part, "from " + from);
      }
    }
  }

  @Test
  void partsHaveStreamsOfTheirOwn() {
    KeyedStream root = KeyedStream.of(1);
    assertNotEquals(root.at(0).uniform(0), root.at(1).uniform(0));
    assertNotEquals(root.at("a").uniform(0), root.at("b").uniform(0));
    assertNotEquals(root.at("a").uniform(0), root.at("a\0").uniform(0));
    assertNotEquals(root.uniform(0), KeyedStream.of(2).uniform(0));
    assertEquals(root.at("x").at(5).uniform(9), KeyedStream.of(1).at("x").at(5).uniform(9));
  }

  @Test
  void uniformNumbersStayInsideTheOpenInterval() {
    double mean = 0;
    for (int i = 0; i < 100_000; i++) {
      double u = KeyedStream.of(3).uniform(i);
      assertTrue(u > 0 && u < 1);
      mean += u / 100_000;
    }
    assertEquals(0.5, mean, 4 * Math.sqrt(1.0 / 12 / 100_000));
  }
}
