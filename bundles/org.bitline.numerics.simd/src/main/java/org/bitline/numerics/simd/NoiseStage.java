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
import org.bitline.numerics.CrossbarKernels;

/**
 * A step of the way from keys to noise, for all evaluations of the generator in a chunk: one
 * evaluation serves two planes of a vector. Numbers wait between steps in a scratch that stays in
 * L1; its layout is that of the constants here.
 *
 * <p>Each step is a class and is called through the interface on purpose. The compiler inlines
 * about twenty vector operations into one method; beyond these it may box vectors, at several times
 * the cost and depending on what ran before. A call that can go to more than two classes is not
 * inlined, so every step is compiled by itself.
 */
@FunctionalInterface
interface NoiseStage {

  VectorSpecies<Float> FLOATS = VectorCrossbar.FLOATS;
  VectorSpecies<Integer> INTS = VectorCrossbar.INTS;
  int STEP = VectorCrossbar.STEP;
  int LANES = CrossbarKernels.LANES;

  /** Where the sums of two planes begin; two planes are 2 · LANES apart from the next two. */
  int SUMS = CrossbarKernels.Workspace.ALIGNED;

  int SPAN = VectorCrossbar.CHUNK * CrossbarKernels.PLANES * LANES;

  /** Variances, later standard deviations times radius, as sums stand. */
  int VARIANCES = SUMS + SPAN;

  /** The generator's words: first in the place of the first plane, second in the second's. */
  int WORDS = VARIANCES + SPAN;

  /** Sines of reduced angles in the place of the first plane, cosines in the second's. */
  int WAVES = WORDS + SPAN;

  /** The numbers of the columns. */
  int COLUMNS = WAVES + SPAN;

  /** The first element behind. */
  int END = COLUMNS + LANES;

  /**
   * Does the step.
   *
   * @param keys of the evaluations
   * @param evaluations how many
   */
  void run(float[] scratch, long[] keys, int evaluations);

  /** Threefry's counters plus keys. */
  final class Start implements NoiseStage {
    @Override
    public void run(float[] scratch, long[] keys, int evaluations) {
      for (int e = 0; e < evaluations; e++) {
        int to = WORDS + 2 * LANES * e;
        for (int lane = 0; lane < LANES; lane += STEP) {
          FloatVector.fromArray(FLOATS, scratch, COLUMNS + lane)
              .reinterpretAsInts()
              .add((int) keys[e])
              .reinterpretAsFloats()
              .intoArray(scratch, to + lane);
          IntVector.broadcast(INTS, (int) (keys[e] >>> 32))
              .reinterpretAsFloats()
              .intoArray(scratch, to + LANES + lane);
        }
      }
    }
  }

  /** Threefry's rounds 1 to 4 of every eight. */
  record OddRounds(int injection) implements NoiseStage {
    @Override
    public void run(float[] scratch, long[] keys, int evaluations) {
      for (int e = 0; e < evaluations; e++) {
        int first = VectorNoise.word(keys[e], injection);
        int second = VectorNoise.word(keys[e], injection + 1) + injection;
        for (int lane = 0; lane < LANES; lane += STEP) {
          int at = WORDS + 2 * LANES * e + lane;
          IntVector x0 = FloatVector.fromArray(FLOATS, scratch, at).reinterpretAsInts();
          IntVector x1 = FloatVector.fromArray(FLOATS, scratch, at + LANES).reinterpretAsInts();
          x0 = x0.add(x1);
          x1 = x1.lanewise(ROL, 13).lanewise(XOR, x0);
          x0 = x0.add(x1);
          x1 = x1.lanewise(ROL, 15).lanewise(XOR, x0);
          x0 = x0.add(x1);
          x1 = x1.lanewise(ROL, 26).lanewise(XOR, x0);
          x0 = x0.add(x1);
          x1 = x1.lanewise(ROL, 6).lanewise(XOR, x0);
          x0.add(first).reinterpretAsFloats().intoArray(scratch, at);
          x1.add(second).reinterpretAsFloats().intoArray(scratch, at + LANES);
        }
      }
    }
  }

  /** Threefry's rounds 5 to 8 of every eight. */
  record EvenRounds(int injection) implements NoiseStage {
    @Override
    public void run(float[] scratch, long[] keys, int evaluations) {
      for (int e = 0; e < evaluations; e++) {
        int first = VectorNoise.word(keys[e], injection);
        int second = VectorNoise.word(keys[e], injection + 1) + injection;
        for (int lane = 0; lane < LANES; lane += STEP) {
          int at = WORDS + 2 * LANES * e + lane;
          IntVector x0 = FloatVector.fromArray(FLOATS, scratch, at).reinterpretAsInts();
          IntVector x1 = FloatVector.fromArray(FLOATS, scratch, at + LANES).reinterpretAsInts();
          x0 = x0.add(x1);
          x1 = x1.lanewise(ROL, 17).lanewise(XOR, x0);
          x0 = x0.add(x1);
          x1 = x1.lanewise(ROL, 29).lanewise(XOR, x0);
          x0 = x0.add(x1);
          x1 = x1.lanewise(ROL, 16).lanewise(XOR, x0);
          x0 = x0.add(x1);
          x1 = x1.lanewise(ROL, 24).lanewise(XOR, x0);
          x0.add(first).reinterpretAsFloats().intoArray(scratch, at);
          x1.add(second).reinterpretAsFloats().intoArray(scratch, at + LANES);
        }
      }
    }
  }

  /** First words become −2 ln u. */
  final class Squares implements NoiseStage {
    @Override
    public void run(float[] scratch, long[] keys, int evaluations) {
      for (int e = 0; e < evaluations; e++) {
        for (int lane = 0; lane < LANES; lane += STEP) {
          int at = WORDS + 2 * LANES * e + lane;
          IntVector odd =
              FloatVector.fromArray(FLOATS, scratch, at)
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
          ((FloatVector) exponent.convert(I2F, 0))
              .fma(FloatVector.broadcast(FLOATS, 0.693147181f), x.add(y))
              .mul(-2f)
              .intoArray(scratch, at);
        }
      }
    }
  }

  /** Sines and cosines of the second words' angles, less their nearest quarter turn. */
  final class Waves implements NoiseStage {

    private static final float TWO_PI_BY_2_32 = (float) (2 * Math.PI * 0x1p-32);

    @Override
    public void run(float[] scratch, long[] keys, int evaluations) {
      for (int e = 0; e < evaluations; e++) {
        for (int lane = 0; lane < LANES; lane += STEP) {
          int at = 2 * LANES * e + lane;
          IntVector angle =
              FloatVector.fromArray(FLOATS, scratch, WORDS + LANES + at).reinterpretAsInts();
          IntVector rest = angle.sub(angle.add(1 << 29).lanewise(LSHR, 30).lanewise(LSHL, 30));
          FloatVector a = ((FloatVector) rest.convert(I2F, 0)).mul(TWO_PI_BY_2_32);
          FloatVector z = a.mul(a);
          FloatVector p = FloatVector.broadcast(FLOATS, -1.9515295891e-4f);
          p = p.fma(z, FloatVector.broadcast(FLOATS, 8.3321608736e-3f));
          p = p.fma(z, FloatVector.broadcast(FLOATS, -1.6666654611e-1f));
          p.mul(z).fma(a, a).intoArray(scratch, WAVES + at);
          FloatVector q = FloatVector.broadcast(FLOATS, 2.443315711809948e-5f);
          q = q.fma(z, FloatVector.broadcast(FLOATS, -1.388731625493765e-3f));
          q = q.fma(z, FloatVector.broadcast(FLOATS, 4.166664568298827e-2f));
          FloatVector half =
              FloatVector.broadcast(FLOATS, -0.5f).fma(z, FloatVector.broadcast(FLOATS, 1f));
          q.mul(z).fma(z, half).intoArray(scratch, WAVES + LANES + at);
        }
      }
    }
  }

  /** Sines and cosines of the whole angles: in odd quarters they change places. */
  final class Quarters implements NoiseStage {
    @Override
    public void run(float[] scratch, long[] keys, int evaluations) {
      for (int e = 0; e < evaluations; e++) {
        for (int lane = 0; lane < LANES; lane += STEP) {
          int at = 2 * LANES * e + lane;
          IntVector quarter =
              FloatVector.fromArray(FLOATS, scratch, WORDS + LANES + at)
                  .reinterpretAsInts()
                  .add(1 << 29)
                  .lanewise(LSHR, 30);
          IntVector s = FloatVector.fromArray(FLOATS, scratch, WAVES + at).reinterpretAsInts();
          IntVector c =
              FloatVector.fromArray(FLOATS, scratch, WAVES + LANES + at).reinterpretAsInts();
          IntVector change =
              s.lanewise(XOR, c).lanewise(AND, quarter.lanewise(LSHL, 31).lanewise(ASHR, 31));
          s.lanewise(XOR, change)
              .lanewise(XOR, quarter.lanewise(LSHR, 1).lanewise(LSHL, 31))
              .reinterpretAsFloats()
              .intoArray(scratch, WAVES + at);
          c.lanewise(XOR, change)
              .lanewise(XOR, quarter.add(1).lanewise(LSHR, 1).lanewise(LSHL, 31))
              .reinterpretAsFloats()
              .intoArray(scratch, WAVES + LANES + at);
        }
      }
    }
  }

  /** Adds sqrt(−2 ln u · variance) times cosine to the first plane's sums, sine to the second's. */
  final class Add implements NoiseStage {
    @Override
    public void run(float[] scratch, long[] keys, int evaluations) {
      for (int e = 0; e < evaluations; e++) {
        for (int lane = 0; lane < LANES; lane += STEP) {
          int at = 2 * LANES * e + lane;
          FloatVector square = FloatVector.fromArray(FLOATS, scratch, WORDS + at);
          square
              .mul(FloatVector.fromArray(FLOATS, scratch, VARIANCES + at))
              .sqrt()
              .fma(
                  FloatVector.fromArray(FLOATS, scratch, WAVES + LANES + at),
                  FloatVector.fromArray(FLOATS, scratch, SUMS + at))
              .intoArray(scratch, SUMS + at);
          square
              .mul(FloatVector.fromArray(FLOATS, scratch, VARIANCES + LANES + at))
              .sqrt()
              .fma(
                  FloatVector.fromArray(FLOATS, scratch, WAVES + at),
                  FloatVector.fromArray(FLOATS, scratch, SUMS + LANES + at))
              .intoArray(scratch, SUMS + LANES + at);
        }
      }
    }
  }
}
