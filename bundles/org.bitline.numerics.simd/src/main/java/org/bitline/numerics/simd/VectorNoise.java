package org.bitline.numerics.simd;

import java.util.List;
import org.bitline.numerics.ArrayTile;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.NoiseKeys;

/**
 * Read noise of column sums: the generator and the transform of {@link
 * org.bitline.numerics.KeyedStream}, operation by operation, on vectors of columns.
 */
final class VectorNoise {

  private static final int PAIRS = CrossbarKernels.PLANES / 2;
  private static final int PARITY = 0x1BD11BDA;

  /** Threefry-2x32 with 20 rounds, then Box and Muller's transform. */
  private static final List<NoiseStage> STAGES =
      List.of(
          new NoiseStage.Start(),
          new NoiseStage.OddRounds(1),
          new NoiseStage.EvenRounds(2),
          new NoiseStage.OddRounds(3),
          new NoiseStage.EvenRounds(4),
          new NoiseStage.OddRounds(5),
          new NoiseStage.Squares(),
          new NoiseStage.Waves(),
          new NoiseStage.Quarters(),
          new NoiseStage.Add());

  private VectorNoise() {}

  /** Puts the columns' numbers into the scratch. */
  static void columns(ArrayTile tile, float[] scratch) {
    for (int lane = 0; lane < CrossbarKernels.LANES; lane++) {
      int column = tile.column() + lane * tile.step();
      scratch[NoiseStage.COLUMNS + lane] = Float.intBitsToFloat(column);
    }
  }

  /**
   * Disturbs the sums of {@code count} vectors in the scratch.
   *
   * @param chunk receives their keys
   */
  static void disturb(
      NoiseKeys noise,
      ArrayTile tile,
      int set,
      int vector,
      int count,
      float[] scratch,
      long[] chunk) {
    for (int i = 0; i < count; i++) {
      int from = noise.at(tile.noise(), vector + i) + set * PAIRS;
      System.arraycopy(noise.keys(), from, chunk, i * PAIRS, PAIRS);
    }
    for (int stage = 0; stage < STAGES.size(); stage++) {
      STAGES.get(stage).run(scratch, chunk, count * PAIRS);
    }
  }

  /** A word of a key as Threefry takes them in turn. */
  static int word(long key, int number) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    int turn = number % 3;
    return turn == 0 ? k0 : turn == 1 ? k1 : PARITY ^ k0 ^ k1;
  }
}
