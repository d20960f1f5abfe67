package org.bitline.numerics.simd;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.bitline.api.tensor.RandomStream;
import org.bitline.numerics.Keyed;
import org.bitline.numerics.KeyedStream;

/**
 * A {@link KeyedStream} that draws normal numbers in vectors, with equal bits.
 *
 * @param stream whose numbers these are
 */
record VectorStream(KeyedStream stream) implements Keyed {

  private static final int LANES = NoiseStage.LANES;

  /** Evaluations of the generator for {@link #LANES} counters each that are worked on at once. */
  private static final int EVALUATIONS = NoiseStage.SPAN / (2 * LANES);

  private static final int PAIRS = EVALUATIONS * LANES;

  /** Numbers below which vectors do not pay. */
  private static final int FEW = 2 * LANES;

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  /** Threefry-2x32 with 20 rounds, then Box and Muller's transform. */
  private static final List<NoiseStage> STAGES =
      List.of(
          new Count(),
          new NoiseStage.OddRounds(1),
          new NoiseStage.EvenRounds(2),
          new NoiseStage.OddRounds(3),
          new NoiseStage.EvenRounds(4),
          new NoiseStage.OddRounds(5),
          new NoiseStage.Squares(),
          new NoiseStage.Waves(),
          new NoiseStage.Quarters(),
          new Multiply());

  /** Numbers on their way; keys, and behind them each evaluation's first counter. */
  private record Scratch(float[] numbers, long[] keys) {
    Scratch() {
      this(new float[NoiseStage.END], new long[2 * EVALUATIONS]);
    }
  }

  @Override
  public long key() {
    return stream.key();
  }

  @Override
  public RandomStream at(long part) {
    return new VectorStream(stream.at(part));
  }

  @Override
  public RandomStream at(String part) {
    return new VectorStream(stream.at(part));
  }

  @Override
  public double uniform(long index) {
    return stream.uniform(index);
  }

  @Override
  public void gaussians(long first, float[] out, int offset, int count) {
    int done = (int) Math.min(count, first & 1);
    stream.gaussians(first, out, offset, done);
    Scratch scratch = SCRATCH.get();
    while (count - done >= FEW) {
      long pair = (first + done) >> 1;
      int pairs = Math.min(PAIRS, (count - done) / 2);
      if ((pair & 0xFFFFFFFFL) + PAIRS > 1L << 32) {
        // The lower word of a counter would run over within a vector.
        break;
      }
      pairs(scratch, pair, pairs, out, offset + done);
      done += 2 * pairs;
    }
    stream.gaussians(first + done, out, offset + done, count - done);
  }

  private void pairs(Scratch scratch, long pair, int count, float[] out, int at) {
    int evaluations = (count + LANES - 1) / LANES;
    for (int e = 0; e < evaluations; e++) {
      scratch.keys[e] = stream.key();
      scratch.keys[EVALUATIONS + e] = pair + (long) e * LANES;
    }
    for (int stage = 0; stage < STAGES.size(); stage++) {
      STAGES.get(stage).run(scratch.numbers, scratch.keys, evaluations);
    }
    for (int i = 0; i < count; i++) {
      int from = NoiseStage.SUMS + i / LANES * 2 * LANES + i % LANES;
      out[at + 2 * i] = scratch.numbers[from];
      out[at + 2 * i + 1] = scratch.numbers[from + LANES];
    }
  }

  /** Threefry's counters plus keys. */
  private static final class Count implements NoiseStage {

    private static final IntVector LANE = IntVector.zero(INTS).addIndex(1);

    @Override
    public void run(float[] scratch, long[] keys, int evaluations) {
      for (int e = 0; e < evaluations; e++) {
        int to = WORDS + 2 * LANES * e;
        long counter = keys[EVALUATIONS + e];
        int high = (int) (counter >>> 32) + (int) (keys[e] >>> 32);
        for (int lane = 0; lane < LANES; lane += STEP) {
          LANE.add((int) counter + (int) keys[e] + lane)
              .reinterpretAsFloats()
              .intoArray(scratch, to + lane);
          IntVector.broadcast(INTS, high)
              .reinterpretAsFloats()
              .intoArray(scratch, to + LANES + lane);
        }
      }
    }
  }

  /** Radius times cosine, and radius times sine. */
  private static final class Multiply implements NoiseStage {
    @Override
    public void run(float[] scratch, long[] keys, int evaluations) {
      for (int e = 0; e < evaluations; e++) {
        for (int lane = 0; lane < LANES; lane += STEP) {
          int at = 2 * LANES * e + lane;
          FloatVector radius = FloatVector.fromArray(FLOATS, scratch, WORDS + at).sqrt();
          radius
              .mul(FloatVector.fromArray(FLOATS, scratch, WAVES + LANES + at))
              .intoArray(scratch, SUMS + at);
          radius
              .mul(FloatVector.fromArray(FLOATS, scratch, WAVES + at))
              .intoArray(scratch, SUMS + LANES + at);
        }
      }
    }
  }
}
