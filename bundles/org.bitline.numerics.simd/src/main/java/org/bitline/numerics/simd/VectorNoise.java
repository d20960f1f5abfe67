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

  /** Puts the columns' numbers of random numbers into the scratch. */
  static void columns(ArrayTile tile, float[] scratch, int at) {
    for (int lane = 0; lane < LANES; lane++) {
      scratch[at + lane] = Float.intBitsToFloat(tile.column() + lane * tile.step());
    }
  }

  /**
   * Disturbs the sums of {@code count} vectors, which begin the scratch; variances and words stand
   * as sums do, and the columns' numbers behind the words.
   *
   * <p>Stage by stage, each a method of its own with its numbers in a scratch that stays in L1. No
   * vector is handed from method to method: in code this long the compiler stops inlining all but
   * the Vector API's own methods, and would box it.
   */
  static void disturb(
      NoiseKeys noise,
      ArrayTile tile,
      int set,
      int vector,
      int count,
      float[] scratch,
      int variances,
      int words) {
    int columns = words + variances - FIRST;
    for (int i = 0; i < count; i++) {
      int key = noise.at(tile.noise(), vector + i) + set * PLANES / 2;
      random(noise.keys(), key, scratch, columns, words + i * SUMS);
    }
    for (int at = 0; at < count * SUMS; at += 2 * LANES) {
      for (int lane = at; lane < at + LANES; lane += STEP) {
        spread(scratch, words + lane, variances + lane);
      }
    }
    for (int at = 0; at < count * SUMS; at += 2 * LANES) {
      for (int lane = at; lane < at + LANES; lane += STEP) {
        turn(scratch, words + lane, FIRST + lane, variances + lane);
      }
    }
  }

  /** Threefry-2x32 with 20 rounds, for the pairs of planes of a vector. */
  private static void random(long[] keys, int keyAt, float[] scratch, int columns, int words) {
    for (int lane = 0; lane < LANES; lane += STEP) {
      for (int pair = 0; pair < PLANES / 2; pair++) {
        start(scratch, columns + lane, words + 2 * pair * LANES + lane, keys[keyAt + pair]);
      }
      oddRounds(keys, keyAt, scratch, words + lane, 1);
      evenRounds(keys, keyAt, scratch, words + lane, 2);
      oddRounds(keys, keyAt, scratch, words + lane, 3);
      evenRounds(keys, keyAt, scratch, words + lane, 4);
      oddRounds(keys, keyAt, scratch, words + lane, 5);
    }
  }

  private static int word(long key, int number) {
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    return number == 0 ? k0 : number == 1 ? k1 : PARITY ^ k0 ^ k1;
  }

  /** First words at {@code to}, second ones LANES behind. */
  private static void start(float[] scratch, int columns, int to, long key) {
    FloatVector.fromArray(FLOATS, scratch, columns)
        .reinterpretAsInts()
        .add((int) key)
        .reinterpretAsFloats()
        .intoArray(scratch, to);
    IntVector.broadcast(INTS, (int) (key >>> 32))
        .reinterpretAsFloats()
        .intoArray(scratch, to + LANES);
  }

  /** Four rounds of four counters side by side, and the injection of their keys after them. */
  private static void oddRounds(long[] keys, int keyAt, float[] words, int at, int injection) {
    int first = injection % 3;
    int second = (injection + 1) % 3;
    int aFirst = word(keys[keyAt], first);
    int aSecond = word(keys[keyAt], second) + injection;
    int bFirst = word(keys[keyAt + 1], first);
    int bSecond = word(keys[keyAt + 1], second) + injection;
    int cFirst = word(keys[keyAt + 2], first);
    int cSecond = word(keys[keyAt + 2], second) + injection;
    int dFirst = word(keys[keyAt + 3], first);
    int dSecond = word(keys[keyAt + 3], second) + injection;
    IntVector a0 = FloatVector.fromArray(FLOATS, words, at).reinterpretAsInts();
    IntVector a1 = FloatVector.fromArray(FLOATS, words, at + LANES).reinterpretAsInts();
    IntVector b0 = FloatVector.fromArray(FLOATS, words, at + 2 * LANES).reinterpretAsInts();
    IntVector b1 = FloatVector.fromArray(FLOATS, words, at + 3 * LANES).reinterpretAsInts();
    IntVector c0 = FloatVector.fromArray(FLOATS, words, at + 4 * LANES).reinterpretAsInts();
    IntVector c1 = FloatVector.fromArray(FLOATS, words, at + 5 * LANES).reinterpretAsInts();
    IntVector d0 = FloatVector.fromArray(FLOATS, words, at + 6 * LANES).reinterpretAsInts();
    IntVector d1 = FloatVector.fromArray(FLOATS, words, at + 7 * LANES).reinterpretAsInts();
    a0 = a0.add(a1);
    b0 = b0.add(b1);
    c0 = c0.add(c1);
    d0 = d0.add(d1);
    a1 = a1.lanewise(ROL, 13).lanewise(XOR, a0);
    b1 = b1.lanewise(ROL, 13).lanewise(XOR, b0);
    c1 = c1.lanewise(ROL, 13).lanewise(XOR, c0);
    d1 = d1.lanewise(ROL, 13).lanewise(XOR, d0);
    a0 = a0.add(a1);
    b0 = b0.add(b1);
    c0 = c0.add(c1);
    d0 = d0.add(d1);
    a1 = a1.lanewise(ROL, 15).lanewise(XOR, a0);
    b1 = b1.lanewise(ROL, 15).lanewise(XOR, b0);
    c1 = c1.lanewise(ROL, 15).lanewise(XOR, c0);
    d1 = d1.lanewise(ROL, 15).lanewise(XOR, d0);
    a0 = a0.add(a1);
    b0 = b0.add(b1);
    c0 = c0.add(c1);
    d0 = d0.add(d1);
    a1 = a1.lanewise(ROL, 26).lanewise(XOR, a0);
    b1 = b1.lanewise(ROL, 26).lanewise(XOR, b0);
    c1 = c1.lanewise(ROL, 26).lanewise(XOR, c0);
    d1 = d1.lanewise(ROL, 26).lanewise(XOR, d0);
    a0 = a0.add(a1);
    b0 = b0.add(b1);
    c0 = c0.add(c1);
    d0 = d0.add(d1);
    a1 = a1.lanewise(ROL, 6).lanewise(XOR, a0);
    b1 = b1.lanewise(ROL, 6).lanewise(XOR, b0);
    c1 = c1.lanewise(ROL, 6).lanewise(XOR, c0);
    d1 = d1.lanewise(ROL, 6).lanewise(XOR, d0);
    a0.add(aFirst).reinterpretAsFloats().intoArray(words, at);
    a1.add(aSecond).reinterpretAsFloats().intoArray(words, at + LANES);
    b0.add(bFirst).reinterpretAsFloats().intoArray(words, at + 2 * LANES);
    b1.add(bSecond).reinterpretAsFloats().intoArray(words, at + 3 * LANES);
    c0.add(cFirst).reinterpretAsFloats().intoArray(words, at + 4 * LANES);
    c1.add(cSecond).reinterpretAsFloats().intoArray(words, at + 5 * LANES);
    d0.add(dFirst).reinterpretAsFloats().intoArray(words, at + 6 * LANES);
    d1.add(dSecond).reinterpretAsFloats().intoArray(words, at + 7 * LANES);
  }

  /** The same with the other four rotations. */
  private static void evenRounds(long[] keys, int keyAt, float[] words, int at, int injection) {
    int first = injection % 3;
    int second = (injection + 1) % 3;
    int aFirst = word(keys[keyAt], first);
    int aSecond = word(keys[keyAt], second) + injection;
    int bFirst = word(keys[keyAt + 1], first);
    int bSecond = word(keys[keyAt + 1], second) + injection;
    int cFirst = word(keys[keyAt + 2], first);
    int cSecond = word(keys[keyAt + 2], second) + injection;
    int dFirst = word(keys[keyAt + 3], first);
    int dSecond = word(keys[keyAt + 3], second) + injection;
    IntVector a0 = FloatVector.fromArray(FLOATS, words, at).reinterpretAsInts();
    IntVector a1 = FloatVector.fromArray(FLOATS, words, at + LANES).reinterpretAsInts();
    IntVector b0 = FloatVector.fromArray(FLOATS, words, at + 2 * LANES).reinterpretAsInts();
    IntVector b1 = FloatVector.fromArray(FLOATS, words, at + 3 * LANES).reinterpretAsInts();
    IntVector c0 = FloatVector.fromArray(FLOATS, words, at + 4 * LANES).reinterpretAsInts();
    IntVector c1 = FloatVector.fromArray(FLOATS, words, at + 5 * LANES).reinterpretAsInts();
    IntVector d0 = FloatVector.fromArray(FLOATS, words, at + 6 * LANES).reinterpretAsInts();
    IntVector d1 = FloatVector.fromArray(FLOATS, words, at + 7 * LANES).reinterpretAsInts();
    a0 = a0.add(a1);
    b0 = b0.add(b1);
    c0 = c0.add(c1);
    d0 = d0.add(d1);
    a1 = a1.lanewise(ROL, 17).lanewise(XOR, a0);
    b1 = b1.lanewise(ROL, 17).lanewise(XOR, b0);
    c1 = c1.lanewise(ROL, 17).lanewise(XOR, c0);
    d1 = d1.lanewise(ROL, 17).lanewise(XOR, d0);
    a0 = a0.add(a1);
    b0 = b0.add(b1);
    c0 = c0.add(c1);
    d0 = d0.add(d1);
    a1 = a1.lanewise(ROL, 29).lanewise(XOR, a0);
    b1 = b1.lanewise(ROL, 29).lanewise(XOR, b0);
    c1 = c1.lanewise(ROL, 29).lanewise(XOR, c0);
    d1 = d1.lanewise(ROL, 29).lanewise(XOR, d0);
    a0 = a0.add(a1);
    b0 = b0.add(b1);
    c0 = c0.add(c1);
    d0 = d0.add(d1);
    a1 = a1.lanewise(ROL, 16).lanewise(XOR, a0);
    b1 = b1.lanewise(ROL, 16).lanewise(XOR, b0);
    c1 = c1.lanewise(ROL, 16).lanewise(XOR, c0);
    d1 = d1.lanewise(ROL, 16).lanewise(XOR, d0);
    a0 = a0.add(a1);
    b0 = b0.add(b1);
    c0 = c0.add(c1);
    d0 = d0.add(d1);
    a1 = a1.lanewise(ROL, 24).lanewise(XOR, a0);
    b1 = b1.lanewise(ROL, 24).lanewise(XOR, b0);
    c1 = c1.lanewise(ROL, 24).lanewise(XOR, c0);
    d1 = d1.lanewise(ROL, 24).lanewise(XOR, d0);
    a0.add(aFirst).reinterpretAsFloats().intoArray(words, at);
    a1.add(aSecond).reinterpretAsFloats().intoArray(words, at + LANES);
    b0.add(bFirst).reinterpretAsFloats().intoArray(words, at + 2 * LANES);
    b1.add(bSecond).reinterpretAsFloats().intoArray(words, at + 3 * LANES);
    c0.add(cFirst).reinterpretAsFloats().intoArray(words, at + 4 * LANES);
    c1.add(cSecond).reinterpretAsFloats().intoArray(words, at + 5 * LANES);
    d0.add(dFirst).reinterpretAsFloats().intoArray(words, at + 6 * LANES);
    d1.add(dSecond).reinterpretAsFloats().intoArray(words, at + 7 * LANES);
  }

  /** Variances of two planes become the lengths of their noise, sqrt(−2 ln u · variance). */
  private static void spread(float[] scratch, int words, int variances) {
    IntVector odd =
        FloatVector.fromArray(FLOATS, scratch, words)
            .reinterpretAsInts()
            .lanewise(LSHR, 1)
            .lanewise(OR, 1);
    IntVector raw = ((FloatVector) odd.convert(I2F, 0)).mul(0x1p-31f).reinterpretAsInts();
    IntVector exponent = raw.sub(0x3f3504f3).lanewise(ASHR, 23);
    FloatVector x = raw.sub(exponent.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1f);
    FloatVector p = FloatVector.broadcast(FLOATS, 7.0376836292e-2f);
    p = p.fma(x, FloatVector.broadcast(FLOATS, -1.1514610310e-1f));
    p = p.fma(x, FloatVector.broadcast(FLOATS, 1.1676998740e-1f));
    p = p.fma(x, FloatVector.broadcast(FLOATS, -1.2420140846e-1f));
    p = p.fma(x, FloatVector.broadcast(FLOATS, 1.4249322787e-1f));
    p = p.fma(x, FloatVector.broadcast(FLOATS, -1.6668057665e-1f));
    p = p.fma(x, FloatVector.broadcast(FLOATS, 2.0000714765e-1f));
    p = p.fma(x, FloatVector.broadcast(FLOATS, -2.4999993993e-1f));
    p = p.fma(x, FloatVector.broadcast(FLOATS, 3.3333331174e-1f));
    FloatVector z = x.mul(x);
    FloatVector y = p.mul(x).fma(z, z.mul(-0.5f));
    FloatVector square =
        ((FloatVector) exponent.convert(I2F, 0))
            .fma(FloatVector.broadcast(FLOATS, 0.693147181f), x.add(y))
            .mul(-2f);
    square
        .mul(FloatVector.fromArray(FLOATS, scratch, variances))
        .sqrt()
        .intoArray(scratch, variances);
    square
        .mul(FloatVector.fromArray(FLOATS, scratch, variances + LANES))
        .sqrt()
        .intoArray(scratch, variances + LANES);
  }

  /** Adds length · cosine to the first plane's sums, length · sine to the second's. */
  private static void turn(float[] scratch, int words, int sums, int lengths) {
    IntVector angle = FloatVector.fromArray(FLOATS, scratch, words + LANES).reinterpretAsInts();
    IntVector quarter = angle.add(1 << 29).lanewise(LSHR, 30);
    IntVector rest = angle.sub(quarter.lanewise(LSHL, 30));
    FloatVector a = ((FloatVector) rest.convert(I2F, 0)).mul(TWO_PI_BY_2_32);
    FloatVector z = a.mul(a);
    FloatVector p = FloatVector.broadcast(FLOATS, -1.9515295891e-4f);
    p = p.fma(z, FloatVector.broadcast(FLOATS, 8.3321608736e-3f));
    p = p.fma(z, FloatVector.broadcast(FLOATS, -1.6666654611e-1f));
    IntVector s = p.mul(z).fma(a, a).reinterpretAsInts();
    FloatVector q = FloatVector.broadcast(FLOATS, 2.443315711809948e-5f);
    q = q.fma(z, FloatVector.broadcast(FLOATS, -1.388731625493765e-3f));
    q = q.fma(z, FloatVector.broadcast(FLOATS, 4.166664568298827e-2f));
    FloatVector half =
        FloatVector.broadcast(FLOATS, -0.5f).fma(z, FloatVector.broadcast(FLOATS, 1f));
    IntVector c = q.mul(z).fma(z, half).reinterpretAsInts();
    // In odd quarters sine and cosine change places; in the second half turn they change sign.
    IntVector change = s.lanewise(XOR, c).lanewise(AND, quarter.lanewise(AND, 1).neg());
    IntVector cos = quarter.add(1).lanewise(LSHR, 1).lanewise(LSHL, 31).lanewise(XOR, c);
    IntVector sin = quarter.lanewise(LSHR, 1).lanewise(LSHL, 31).lanewise(XOR, s);
    FloatVector.fromArray(FLOATS, scratch, lengths)
        .fma(
            cos.lanewise(XOR, change).reinterpretAsFloats(),
            FloatVector.fromArray(FLOATS, scratch, sums))
        .intoArray(scratch, sums);
    FloatVector.fromArray(FLOATS, scratch, lengths + LANES)
        .fma(
            sin.lanewise(XOR, change).reinterpretAsFloats(),
            FloatVector.fromArray(FLOATS, scratch, sums + LANES))
        .intoArray(scratch, sums + LANES);
  }
}
