package org.bitline.numerics.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;
import org.bitline.numerics.BitPlanes;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.SubsetSums;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;

/**
 * The crossbar kernel with the tables in L2 and eight planes in registers.
 *
 * <p>One small loop per method, because larger ones make the compiler box vectors: lookups into a
 * scratch that stays in L1, then conversion and weighting.
 */
@Component(service = CrossbarKernels.class, property = Constants.SERVICE_RANKING + ":Integer=100")
public final class VectorCrossbar implements CrossbarKernels {

  private static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() > LANES
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
  private static final int STEP = FLOATS.length();

  /** 1.5 · 2^23: adding it leaves the rounded integer in the low bits of a float. */
  private static final float MAGIC = 12582912f;

  private static final int MAGIC_BITS = Float.floatToRawIntBits(MAGIC);

  /** Vectors whose sums are kept in L1 between lookup and conversion. */
  private static final int CHUNK = 4;

  @Override
  public String name() {
    return "vector-" + FLOATS.vectorBitSize();
  }

  @Override
  public void accumulate(
      float[] cells,
      int cellsAt,
      BitPlanes planes,
      int block,
      Converter converter,
      int weight,
      int[] out,
      Workspace workspace) {
    float[] table = workspace.table(SubsetSums.size(planes));
    fill(cells, cellsAt, planes.blockRows(block), planes, table);
    float[] sums = workspace.sums(CHUNK * PLANES * LANES);
    for (int set = 0; set < planes.sets(); set++) {
      for (int v = 0; v < planes.vectors(); v += CHUNK) {
        int count = Math.min(CHUNK, planes.vectors() - v);
        for (int i = 0; i < count; i++) {
          int at = planes.at(block, set, v + i);
          for (int lane = 0; lane < LANES; lane += STEP) {
            int to = i * PLANES * LANES + lane;
            lookups(table, lane, planes.offsets(), at, planes.groups(), sums, to);
          }
        }
        for (int i = 0; i < count; i++) {
          for (int lane = 0; lane < LANES; lane += STEP) {
            convert(
                sums,
                i * PLANES * LANES + lane,
                converter,
                planes.weights(),
                set * PLANES,
                weight,
                out,
                (v + i) * LANES + lane);
          }
        }
      }
    }
  }

  private static void fill(float[] cells, int cellsAt, int rows, BitPlanes planes, float[] table) {
    int entry = LANES << planes.groupRows();
    for (int group = 0; group < planes.groups(); group++) {
      for (int lane = 0; lane < LANES; lane += STEP) {
        FloatVector.broadcast(FLOATS, 0f).intoArray(table, group * entry + lane);
      }
      for (int r = 0; r < planes.groupRows(); r++) {
        int row = group * planes.groupRows() + r;
        int half = LANES << r;
        if (row < rows) {
          for (int lane = 0; lane < LANES; lane += STEP) {
            add(cells, cellsAt + row * LANES + lane, table, group * entry + lane, half);
          }
        } else {
          System.arraycopy(table, group * entry, table, group * entry + half, half);
        }
      }
    }
  }

  private static void add(float[] cells, int at, float[] table, int base, int half) {
    FloatVector row = FloatVector.fromArray(FLOATS, cells, at);
    for (int e = 0; e < half; e += LANES) {
      FloatVector.fromArray(FLOATS, table, base + e).add(row).intoArray(table, base + half + e);
    }
  }

  private static void lookups(
      float[] table, int lane, int[] offsets, int at, int groups, float[] sums, int to) {
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
      s0 = s0.add(FloatVector.fromArray(FLOATS, table, offsets[i] + lane));
      s1 = s1.add(FloatVector.fromArray(FLOATS, table, offsets[i + 1] + lane));
      s2 = s2.add(FloatVector.fromArray(FLOATS, table, offsets[i + 2] + lane));
      s3 = s3.add(FloatVector.fromArray(FLOATS, table, offsets[i + 3] + lane));
      s4 = s4.add(FloatVector.fromArray(FLOATS, table, offsets[i + 4] + lane));
      s5 = s5.add(FloatVector.fromArray(FLOATS, table, offsets[i + 5] + lane));
      s6 = s6.add(FloatVector.fromArray(FLOATS, table, offsets[i + 6] + lane));
      s7 = s7.add(FloatVector.fromArray(FLOATS, table, offsets[i + 7] + lane));
    }
    s0.intoArray(sums, to);
    s1.intoArray(sums, to + LANES);
    s2.intoArray(sums, to + 2 * LANES);
    s3.intoArray(sums, to + 3 * LANES);
    s4.intoArray(sums, to + 4 * LANES);
    s5.intoArray(sums, to + 5 * LANES);
    s6.intoArray(sums, to + 6 * LANES);
    s7.intoArray(sums, to + 7 * LANES);
  }

  private static void convert(
      float[] sums,
      int at,
      Converter converter,
      int[] weights,
      int weightsAt,
      int weight,
      int[] out,
      int outAt) {
    IntVector sum = IntVector.broadcast(INTS, 0);
    for (int p = 0; p < PLANES; p++) {
      IntVector code =
          FloatVector.fromArray(FLOATS, sums, at + p * LANES)
              .add(MAGIC)
              .reinterpretAsInts()
              .sub(MAGIC_BITS)
              .max(converter.lowest())
              .min(converter.highest());
      sum = sum.add(code.mul(weights[weightsAt + p]));
    }
    sum.mul(weight).add(IntVector.fromArray(INTS, out, outAt)).intoArray(out, outAt);
  }
}
