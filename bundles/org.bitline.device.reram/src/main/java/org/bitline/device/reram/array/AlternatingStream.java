package org.bitline.device.reram.array;

import org.bitline.api.tensor.RandomStream;

/**
 * Every second number of a stream: two steps of drive share one, so that one evaluation of the
 * generator, which gives two normal numbers, serves a column in both (see {@link
 * org.bitline.numerics.NoiseKeys}).
 *
 * @param odd whether numbers 1, 3, 5, … else 0, 2, 4, …
 */
record AlternatingStream(RandomStream stream, boolean odd) implements RandomStream {

  private long place(long index) {
    return 2 * index + (odd ? 1 : 0);
  }

  @Override
  public RandomStream at(long part) {
    return new AlternatingStream(stream.at(part), odd);
  }

  @Override
  public RandomStream at(String part) {
    return new AlternatingStream(stream.at(part), odd);
  }

  @Override
  public double uniform(long index) {
    return stream.uniform(place(index));
  }

  @Override
  public void gaussians(long first, float[] out, int offset, int count) {
    for (int i = 0; i < count; i++) {
      stream.gaussians(place(first + i), out, offset + i, 1);
    }
  }
}
