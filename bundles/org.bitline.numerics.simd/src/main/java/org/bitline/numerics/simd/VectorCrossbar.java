package org.bitline.numerics.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import org.bitline.api.tensor.RandomStream;
import org.bitline.numerics.ArrayTile;
import org.bitline.numerics.BitPlanes;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.NoiseKeys;
import org.bitline.numerics.SubsetSums;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;

/**
 * The crossbar kernel with the tables in L2 and eight planes in registers.
 *
 * <p>One small loop per method, because larger ones make the compiler box vectors: lookups into a
 * scratch that stays in L1, then noise, then conversion and weighting.
 */
@Component(service = CrossbarKernels.class, property = Constants.SERVICE_RANKING + ":Integer=100")
public final class VectorCrossbar implements CrossbarKernels {

  static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() > LANES
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
  static final int STEP = FLOATS.length();

  /** 1.5 · 2^23: adding it leaves the rounded integer in the low bits of a float. */
  private static final float MAGIC = 12582912f;

  private static final int MAGIC_BITS = Float.floatToRawIntBits(MAGIC);

  /** Vectors whose sums are kept in L1 between lookup and conversion. */
  static final int CHUNK = 4;

  /** Floats of a vector's sums. */
  private static final int SUMS = PLANES * LANES;

  private static final int CHUNK_SUMS = CHUNK * SUMS;

  @Override
  public String name() {
    return "vector-" + FLOATS.vectorBitSize();
  }

  @Override
  public void accumulate(
      ArrayTile tile, BitPlanes planes, int block, int[] out, Workspace workspace) {
    float[] table = workspace.scratch(CHUNK_SUMS + SubsetSums.size(planes));
    int first = Workspace.ALIGNED + CHUNK_SUMS;
    VectorTables.fill(tile.cells(), tile.cellsAt(), planes.blockRows(block), planes, table, first);
    for (int set = 0; set < planes.sets(); set++) {
      for (int v = 0; v < planes.vectors(); v += CHUNK) {
        int count = Math.min(CHUNK, planes.vectors() - v);
        lookups(table, first, planes, block, set, v, count, Workspace.ALIGNED);
        convert(table, tile, planes.weights(), set, v, count, out);
      }
    }
  }

  @Override
  public void accumulate(
      ArrayTile tile,
      BitPlanes planes,
      BitPlanes squares,
      int block,
      NoiseKeys noise,
      int[] out,
      Workspace workspace) {
    int first = NoiseStage.END;
    int second = first + SubsetSums.size(planes);
    float[] table = workspace.scratch(second + SubsetSums.size(squares));
    long[] keys = workspace.keys(CHUNK * PLANES / 2);
    int rows = planes.blockRows(block);
    VectorTables.fill(tile.cells(), tile.cellsAt(), rows, planes, table, first);
    VectorTables.fill(tile.variances(), tile.cellsAt(), rows, squares, table, second);
    VectorNoise.columns(tile, table);
    for (int set = 0; set < planes.sets(); set++) {
      for (int v = 0; v < planes.vectors(); v += CHUNK) {
        int count = Math.min(CHUNK, planes.vectors() - v);
        lookups(table, first, planes, block, set, v, count, Workspace.ALIGNED);
        lookups(table, second, squares, block, set, v, count, NoiseStage.VARIANCES);
        VectorNoise.disturb(noise, tile, set, v, count, table, keys);
        convert(table, tile, planes.weights(), set, v, count, out);
      }
    }
  }

  @Override
  public RandomStream faster(RandomStream stream) {
    return stream instanceof KeyedStream keyed ? new VectorStream(keyed) : stream;
  }

  private static void lookups(
      float[] table,
      int tableAt,
      BitPlanes planes,
      int block,
      int set,
      int vector,
      int count,
      int sumsAt) {
    int[] offsets = planes.offsets();
    int groups = planes.groups();
    for (int i = 0; i < count; i++) {
      int at = planes.at(block, set, vector + i);
      for (int lane = 0; lane < LANES; lane += STEP) {
        sum(table, tableAt + lane, offsets, at, groups, sumsAt + i * SUMS + lane);
      }
    }
  }

  private static void sum(float[] table, int base, int[] offsets, int at, int groups, int to) {
    FloatVector s0 = FloatVector.broadcast(FLOATS, 0f);
    FloatVector s1 = FloatVector.broadcast(FLOATS, 0f);
    FloatVector s2 = FloatVector.broadcast(FLOATS, 0f);
    FloatVector s3 = FloatVector.broadcast(FLOATS, 0f);
    FloatVector s4 = FloatVector.broadcast(FLOATS, 0f);
    FloatVector s5 = FloatVector.broadcast(FLOATS, 0f);
    FloatVector s6 = FloatVector.broadcast(FLOATS, 0f);
    FloatVector s7 = FloatVector.broadcast(FLOATS, 0f);
    for (int g = 0; g < groups; g++) {
      int i = at + g * PLANES;
      s0 = s0.add(FloatVector.fromArray(FLOATS, table, base + offsets[i]));
      s1 = s1.add(FloatVector.fromArray(FLOATS, table, base + offsets[i + 1]));
      s2 = s2.add(FloatVector.fromArray(FLOATS, table, base + offsets[i + 2]));
      s3 = s3.add(FloatVector.fromArray(FLOATS, table, base + offsets[i + 3]));
      s4 = s4.add(FloatVector.fromArray(FLOATS, table, base + offsets[i + 4]));
      s5 = s5.add(FloatVector.fromArray(FLOATS, table, base + offsets[i + 5]));
      s6 = s6.add(FloatVector.fromArray(FLOATS, table, base + offsets[i + 6]));
      s7 = s7.add(FloatVector.fromArray(FLOATS, table, base + offsets[i + 7]));
    }
    s0.intoArray(table, to);
    s1.intoArray(table, to + LANES);
    s2.intoArray(table, to + 2 * LANES);
    s3.intoArray(table, to + 3 * LANES);
    s4.intoArray(table, to + 4 * LANES);
    s5.intoArray(table, to + 5 * LANES);
    s6.intoArray(table, to + 6 * LANES);
    s7.intoArray(table, to + 7 * LANES);
  }

  private static void convert(
      float[] sums, ArrayTile tile, int[] weights, int set, int vector, int count, int[] out) {
    ArrayTile.Converter converter = tile.converter();
    int lowest = converter.lowest() + MAGIC_BITS;
    int highest = converter.highest() + MAGIC_BITS;
    for (int i = 0; i < count; i++) {
      for (int lane = 0; lane < LANES; lane += STEP) {
        int from = Workspace.ALIGNED + i * SUMS + lane;
        int to = (vector + i) * LANES + lane;
        convert(
            sums,
            from,
            converter.shift(),
            lowest,
            highest,
            weights,
            set * PLANES,
            tile.weight(),
            out,
            to);
      }
    }
  }

  private static void convert(
      float[] sums,
      int at,
      float shift,
      int lowest,
      int highest,
      int[] weights,
      int weightsAt,
      int weight,
      int[] out,
      int outAt) {
    IntVector sum = IntVector.broadcast(INTS, 0);
    for (int p = 0; p < PLANES; p++) {
      IntVector code =
          FloatVector.fromArray(FLOATS, sums, at + p * LANES)
              .add(shift)
              .add(MAGIC)
              .reinterpretAsInts()
              .max(lowest)
              .min(highest)
              .sub(MAGIC_BITS);
      sum = sum.add(code.mul(weights[weightsAt + p]));
    }
    sum.mul(weight).add(IntVector.fromArray(INTS, out, outAt)).intoArray(out, outAt);
  }
}
