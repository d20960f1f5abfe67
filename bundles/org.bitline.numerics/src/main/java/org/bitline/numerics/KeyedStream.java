package org.bitline.numerics;

import java.nio.charset.StandardCharsets;
import org.bitline.api.tensor.RandomStream;

/**
 * Streams of {@link Threefry}. A stream is its key; the stream of a part has the generator's output
 * for the part's number as its key.
 *
 * <p>Normal numbers come in pairs from one output by Box and Muller's transform (Annals of
 * Mathematical Statistics 29, 1958) in single precision; the tail ends at 6.5 standard deviations.
 */
public final class KeyedStream implements Keyed {

  private final long key;

  private KeyedStream(long key) {
    this.key = key;
  }

  /** The stream of a seed. */
  public static KeyedStream of(long seed) {
    return new KeyedStream(seed);
  }

  /** The stream itself, or one that is a function of a foreign stream. */
  static KeyedStream of(RandomStream stream) {
    return stream instanceof Keyed keyed
        ? new KeyedStream(keyed.key())
        : new KeyedStream(Double.doubleToLongBits(stream.uniform(0)));
  }

  @Override
  public long key() {
    return key;
  }

  @Override
  public KeyedStream at(long part) {
    return new KeyedStream(Threefry.bits(key, part));
  }

  @Override
  public KeyedStream at(String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    // The length first, so that no two texts give the same sequence of words.
    long hash = Threefry.bits(key, ~(long) bytes.length);
    long word = 0;
    for (int i = 0; i < bytes.length; i++) {
      word = word << 8 | (bytes[i] & 0xFF);
      if ((i & 7) == 7 || i == bytes.length - 1) {
        hash = Threefry.bits(hash, word);
        word = 0;
      }
    }
    return new KeyedStream(hash);
  }

  @Override
  public double uniform(long index) {
    return ((Threefry.bits(key, index) >>> 11) + 0.5) * 0x1p-53;
  }

  @Override
  public void gaussians(long first, float[] out, int offset, int count) {
    int done = 0;
    if ((first & 1) == 1 && count > 0) {
      out[offset] = Gaussian.second(Threefry.bits(key, first >> 1));
      done = 1;
    }
    long pair = (first + done) >> 1;
    for (; done + 2 <= count; done += 2) {
      Gaussian.pair(Threefry.bits(key, pair++), out, offset + done);
    }
    if (done < count) {
      out[offset + done] = Gaussian.first(Threefry.bits(key, pair));
    }
  }
}
