package org.bitline.numerics;

/**
 * Threefry-2x32 with 20 rounds: two 32-bit words of output as a function of a 64-bit key and a
 * 64-bit counter.
 *
 * <p>Source: J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * SC 2011. Only additions, rotations and exclusive-ors, so it has a vector form with equal bits.
 */
final class Threefry {

  private static final int PARITY = 0x1BD11BDA;
  private static final int[] ROTATIONS = {13, 15, 26, 6, 17, 29, 16, 24};

  private Threefry() {}

  /** The two output words; the first in the upper half. */
  static long bits(long key, long counter) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    int k2 = PARITY ^ k0 ^ k1;
    int x0 = (int) counter + k0;
    int x1 = (int) (counter >>> 32) + k1;
    for (int round = 0; round < 20; round++) {
      x0 += x1;
      x1 = Integer.rotateLeft(x1, ROTATIONS[round & 7]) ^ x0;
      if ((round & 3) == 3) {
        int injection = (round >> 2) + 1;
        x0 += injection % 3 == 0 ? k0 : injection % 3 == 1 ? k1 : k2;
        x1 += ((injection + 1) % 3 == 0 ? k0 : (injection + 1) % 3 == 1 ? k1 : k2) + injection;
      }
    }
    return (long) x0 << 32 | (x1 & 0xFFFFFFFFL);
  }
}
