package org.bitline.numerics.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.bitline.api.tensor.RandomStream;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.ScalarCrossbar;
import org.junit.jupiter.api.Test;

/** Streams of the scalar and of the vector implementation have the same numbers. */
class StreamsAgreeTest {

  private final KeyedStream stream = KeyedStream.of(3).at("cells").at(5);
  private final RandomStream vector = new VectorCrossbar().faster(stream);

  @Test
  void normalNumbersAreEqualFromEveryPlaceOn() {
    Random random = new Random(1);
    for (int i = 0; i < 400; i++) {
      long first = random.nextLong() >>> random.nextInt(63) >>> 1;
      same(first, random.nextInt(1200), random.nextInt(3));
    }
  }

  @Test
  void normalNumbersAreEqualWhereALowerWordRunsOver() {
    for (int before = 0; before < 700; before += 37) {
      same((1L << 33) - before, 700, 0);
    }
  }

  @Test
  void partsAndUniformNumbersAreThoseOfTheStream() {
    float[] expected = new float[64];
    float[] actual = new float[64];
    stream.at(9).at("x").gaussians(0, expected, 0, 64);
    vector.at(9).at("x").gaussians(0, actual, 0, 64);
    assertArrayEquals(expected, actual);
    assertEquals(stream.uniform(4), vector.uniform(4));
  }

  @Test
  void theScalarImplementationLeavesAStreamAsItIs() {
    assertEquals(stream, new ScalarCrossbar().faster(stream));
  }

  private void same(long first, int count, int offset) {
    float[] expected = new float[offset + count];
    float[] actual = new float[offset + count];
    stream.gaussians(first, expected, offset, count);
    vector.gaussians(first, actual, offset, count);
    assertArrayEquals(expected, actual, () -> first + ", " + count);
  }
}
