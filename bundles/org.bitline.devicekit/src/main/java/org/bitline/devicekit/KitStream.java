package org.bitline.devicekit;

import org.bitline.api.tensor.RandomStream;

/**
 * Random numbers that are good enough to drive a device in a test: the mixing function of
 * SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) of key and index; a normal number is the sum of
 * twelve uniform ones, less 6.
 */
final class KitStream implements RandomStream {

  private static final int TERMS = 12;

  private final long key;

  KitStream(long key) {
    this.key = key;
  }

  private static long mix(long key, long index) {
    long z = key + (index + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  @Override
  public RandomStream at(long part) {
    return new KitStream(mix(key ^ 0x5DEECE66DL, part));
  }

  @Override
  public RandomStream at(String part) {
    long hash = key;
    for (int i = 0; i < part.length(); i++) {
      hash = mix(hash, part.charAt(i));
    }
    return new KitStream(mix(hash, part.length()));
  }

  @Override
  public double uniform(long index) {
    return ((mix(key, index) >>> 11) + 0.5) * 0x1p-53;
  }

  @Override
  public void gaussians(long first, float[] out, int offset, int count) {
    for (int i = 0; i < count; i++) {
      double sum = -TERMS / 2.0;
      for (int t = 0; t < TERMS; t++) {
        sum += uniform((first + i) * TERMS + t);
      }
      out[offset + i] = (float) sum;
    }
  }
}
