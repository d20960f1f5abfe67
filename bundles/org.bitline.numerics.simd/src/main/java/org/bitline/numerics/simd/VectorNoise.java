package org.bitline.numerics.simd;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.OR;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import org.bitline.numerics.ArrayTile;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.NoiseKeys;

/**
 * Read noise of column sums: the generator and the transform of {@link
 * org.bitline.numerics.KeyedStream}, operation by operation, on vectors of columns. One evaluation
 * of the generator gives a column's numbers for two planes.
 */
final class VectorNoise {

  private static final VectorSpecies<Float> FLOATS = VectorCrossbar.FLOATS;
  private static final VectorSpecies<Integer> INTS = VectorCrossbar.INTS;
  private static final int STEP = VectorCrossbar.STEP;
  private static final int LANES = CrossbarKernels.LANES;
  private static final int PLANES = CrossbarKernels.PLANES;
  private static final int SUMS = PLANES * LANES;
  private static final int FIRST = CrossbarKernels.Workspace.ALIGNED;
  private static final int PARITY = 0x1BD11BDA;
  private static final float TWO_PI_BY_2_32 = (float) (2 * Math.PI * 0x1p-32);

  private VectorNoise() {}

  /**
   * Disturbs the sums of {@code count} vectors; variances stand as sums do, from their own on.
   *
   * <p>Stage by stage, each a method of its own with its numbers in a scratch that stays in L1:
   * larger methods make the compiler box vectors.
   */
  static void disturb(
      NoiseKeys noise,
      ArrayTile tile,
      int set,
      int vector,
      int count,
      int[] words,
      float[] sums,
      int variancesAt) {
    long[] keys = noise.keys();
    int at = FIRST;
    for (int i = 0; i < count; i++) {
      int key = noise.at(tile.noise(), vector + i) + set * PLANES / 2;
      for (int pair = 0; pair < PLANES / 2; pair++) {
        random(keys[key + pair], tile.column(), tile.step(), words, at);
        at += 2 * LANES;
      }
    }
    int shift = variancesAt - FIRST;
    for (int from = FIRST; from < at; from += 2 * LANES) {
      for (int lane = from; lane < from + LANES; lane += STEP) {
        spread(words, lane, sums, shift + lane);
        turn(words, lane, sums, shift + lane);
      }
    }
  }

  /** Threefry-2x32 with 20 rounds; first words at {@code to}, second ones LANES behind. */
  private static void random(long key, int column, int step, int[] words, int to) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    int k2 = PARITY ^ k0 ^ k1;
    for (int lane = 0; lane < LANES; lane += STEP) {
      start(words, to + lane, column + lane * step + k0, step, k1);
      eightRounds(words, to + lane, k1, k2 + 1, k2, k0 + 2);
      eightRounds(words, to + lane, k0, k1 + 3, k1, k2 + 4);
      fourRounds(words, to + lane, k2, k0 + 5);
    }
  }

  private static void start(int[] words, int at, int first, int step, int key) {
    IntVector.broadcast(INTS, first).addIndex(step).intoArray(words, at);
    IntVector.broadcast(INTS, key).intoArray(words, at + LANES);
  }

  private static void eightRounds(int[] words, int at, int a0, int a1, int b0, int b1) {
    IntVector x0 = IntVector.fromArray(INTS, words, at);
    IntVector x1 = IntVector.fromArray(INTS, words, at + LANES);
    x0 = x0.add(x1);
    x1 = x1.lanewise(ROL, 13).lanewise(XOR, x0);
    x0 = x0.add(x1);
    x1 = x1.lanewise(ROL, 15).lanewise(XOR, x0);
    x0 = x0.add(x1);
    x1 = x1.lanewise(ROL, 26).lanewise(XOR, x0);
    x0 = x0.add(x1);
    x1 = x1.lanewise(ROL, 6).lanewise(XOR, x0).add(a1);
    x0 = x0.add(a0).add(x1);
    x1 = x1.lanewise(ROL, 17).lanewise(XOR, x0);
    x0 = x0.add(x1);
    x1 = x1.lanewise(ROL, 29).lanewise(XOR, x0);
    x0 = x0.add(x1);
    x1 = x1.lanewise(ROL, 16).lanewise(XOR, x0);
    x0 = x0.add(x1);
    x1 = x1.lanewise(ROL, 24).lanewise(XOR, x0).add(b1);
    x0.add(b0).intoArray(words, at);
    x1.intoArray(words, at + LANES);
  }

  private static void fourRounds(int[] words, int at, int a0, int a1) {
    IntVector x0 = IntVector.fromArray(INTS, words, at);
    IntVector x1 = IntVector.fromArray(INTS, words, at + LANES);
    x0 = x0.add(x1);
    x1 = x1.lanewise(ROL, 13).lanewise(XOR, x0);
    x0 = x0.add(x1);
    x1 = x1.lanewise(ROL, 15).lanewise(XOR, x0);
    x0 = x0.add(x1);
    x1 = x1.lanewise(ROL, 26).lanewise(XOR, x0);
    x0 = x0.add(x1);
    x1 = x1.lanewise(ROL, 6).lanewise(XOR, x0).add(a1);
    x0.add(a0).intoArray(words, at);
    x1.intoArray(words, at + LANES);
  }

  /** Variances of two planes become the lengths of their noise, sqrt(−2 ln u · variance). */
  private static void spread(int[] words, int at, float[] variances, int variancesAt) {
    IntVector odd = IntVector.fromArray(INTS, words, at).lanewise(LSHR, 1).lanewise(OR, 1);
    IntVector raw = ((FloatVector) odd.convert(I2F, 0)).mul(0x1p-31f).reinterpretAsInts();
    IntVector exponent = raw.sub(0x3f3504f3).lanewise(ASHR, 23);
    FloatVector x = raw.sub(exponent.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1f);
    FloatVector z = x.mul(x);
    FloatVector y = logarithm(x).mul(x).fma(z, z.mul(-0.5f));
    FloatVector whole = (FloatVector) exponent.convert(I2F, 0);
    FloatVector square = whole.fma(FloatVector.broadcast(FLOATS, 0.693147181f), x.add(y)).mul(-2f);
    square
        .mul(FloatVector.fromArray(FLOATS, variances, variancesAt))
        .sqrt()
        .intoArray(variances, variancesAt);
    square
        .mul(FloatVector.fromArray(FLOATS, variances, variancesAt + LANES))
        .sqrt()
        .intoArray(variances, variancesAt + LANES);
  }

  private static FloatVector logarithm(FloatVector x) {
    FloatVector p = FloatVector.broadcast(FLOATS, 7.0376836292e-2f);
    p = p.fma(x, FloatVector.broadcast(FLOATS, -1.1514610310e-1f));
    p = p.fma(x, FloatVector.broadcast(FLOATS, 1.1676998740e-1f));
    p = p.fma(x, FloatVector.broadcast(FLOATS, -1.2420140846e-1f));
    p = p.fma(x, FloatVector.broadcast(FLOATS, 1.4249322787e-1f));
    p = p.fma(x, FloatVector.broadcast(FLOATS, -1.6668057665e-1f));
    p = p.fma(x, FloatVector.broadcast(FLOATS, 2.0000714765e-1f));
    p = p.fma(x, FloatVector.broadcast(FLOATS, -2.4999993993e-1f));
    return p.fma(x, FloatVector.broadcast(FLOATS, 3.3333331174e-1f));
  }

  /** Adds length · cosine to the first plane's sums, length · sine to the second's. */
  private static void turn(int[] words, int at, float[] sums, int lengthsAt) {
    IntVector angle = IntVector.fromArray(INTS, words, at + LANES);
    IntVector quarter = angle.add(1 << 29).lanewise(LSHR, 30);
    IntVector rest = angle.sub(quarter.lanewise(LSHL, 30));
    FloatVector a = ((FloatVector) rest.convert(I2F, 0)).mul(TWO_PI_BY_2_32);
    FloatVector z = a.mul(a);
    IntVector s = sine(a, z).reinterpretAsInts();
    IntVector c = cosine(z).reinterpretAsInts();
    // In odd quarters sine and cosine change places.
    IntVector change = s.lanewise(XOR, c).lanewise(AND, quarter.lanewise(AND, 1).neg());
    FloatVector cos = signed(c.lanewise(XOR, change), quarter.add(1));
    FloatVector sin = signed(s.lanewise(XOR, change), quarter);
    FloatVector.fromArray(FLOATS, sums, lengthsAt)
        .fma(cos, FloatVector.fromArray(FLOATS, sums, at))
        .intoArray(sums, at);
    FloatVector.fromArray(FLOATS, sums, lengthsAt + LANES)
        .fma(sin, FloatVector.fromArray(FLOATS, sums, at + LANES))
        .intoArray(sums, at + LANES);
  }

  /** The value, negated where bit 1 of the quarter is set. */
  private static FloatVector signed(IntVector value, IntVector quarter) {
    return value.lanewise(XOR, quarter.lanewise(LSHR, 1).lanewise(LSHL, 31)).reinterpretAsFloats();
  }

  private static FloatVector sine(FloatVector a, FloatVector z) {
    FloatVector p = FloatVector.broadcast(FLOATS, -1.9515295891e-4f);
    p = p.fma(z, FloatVector.broadcast(FLOATS, 8.3321608736e-3f));
    p = p.fma(z, FloatVector.broadcast(FLOATS, -1.6666654611e-1f));
    return p.mul(z).fma(a, a);
  }

  private static FloatVector cosine(FloatVector z) {
    FloatVector p = FloatVector.broadcast(FLOATS, 2.443315711809948e-5f);
    p = p.fma(z, FloatVector.broadcast(FLOATS, -1.388731625493765e-3f));
    p = p.fma(z, FloatVector.broadcast(FLOATS, 4.166664568298827e-2f));
    FloatVector half =
        FloatVector.broadcast(FLOATS, -0.5f).fma(z, FloatVector.broadcast(FLOATS, 1f));
    return p.mul(z).fma(z, half);
  }
}
