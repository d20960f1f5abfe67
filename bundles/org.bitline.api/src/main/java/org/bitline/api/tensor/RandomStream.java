package org.bitline.api.tensor;

/**
 * Random numbers as a function of where they are used: a stream is a key, and its n-th number is
 * the same whenever and wherever it is asked for. Immutable, safe to share between threads.
 */
public interface RandomStream {

  /** The stream of a part of this one's subject. */
  RandomStream at(long part);

  /** The stream of a named part of this one's subject. */
  RandomStream at(String part);

  /** A uniform number in the open interval (0, 1). */
  double uniform(long index);

  /**
   * Standard normal numbers.
   *
   * @param first the index of the first
   * @param out receives numbers first, first + 1, …
   */
  void gaussians(long first, float[] out, int offset, int count);
}
