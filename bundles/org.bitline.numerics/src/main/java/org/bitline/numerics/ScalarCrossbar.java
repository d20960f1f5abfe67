package org.bitline.numerics;

import java.util.Arrays;
import org.osgi.service.component.annotations.Component;

/** The crossbar kernel in plain Java. */
@Component(service = CrossbarKernels.class)
public final class ScalarCrossbar implements CrossbarKernels {

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public void accumulate(
      ArrayTile tile, BitPlanes planes, int block, int[] out, Workspace workspace) {
    int sums = Workspace.ALIGNED;
    int first = sums + LANES;
    float[] table = workspace.scratch(LANES + SubsetSums.size(planes));
    SubsetSums.fill(tile.cells(), tile.cellsAt(), planes.blockRows(block), planes, table, first);
    for (int set = 0; set < planes.sets(); set++) {
      for (int v = 0; v < planes.vectors(); v++) {
        for (int p = 0; p < PLANES; p++) {
          int scale = planes.weights()[set * PLANES + p];
          if (scale != 0) {
            lookups(table, first, planes, block, set, v, p, sums);
            convert(table, sums, tile.converter(), scale * tile.weight(), out, v * LANES);
          }
        }
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
    int sums = Workspace.ALIGNED;
    int first = sums + 2 * LANES;
    int second = first + SubsetSums.size(planes);
    int size = 2 * LANES + SubsetSums.size(planes) + SubsetSums.size(squares);
    float[] table = workspace.scratch(size);
    int rows = planes.blockRows(block);
    SubsetSums.fill(tile.cells(), tile.cellsAt(), rows, planes, table, first);
    SubsetSums.fill(tile.variances(), tile.cellsAt(), rows, squares, table, second);
    for (int set = 0; set < planes.sets(); set++) {
      for (int v = 0; v < planes.vectors(); v++) {
        for (int p = 0; p < PLANES; p++) {
          int scale = planes.weights()[set * PLANES + p];
          if (scale != 0) {
            lookups(table, first, planes, block, set, v, p, sums);
            lookups(table, second, squares, block, set, v, p, sums + LANES);
            int key = noise.at(tile.noise(), v) + (set * PLANES + p) / 2;
            disturb(table, sums, noise.keys()[key], (p & 1) == 1, tile);
            convert(table, sums, tile.converter(), scale * tile.weight(), out, v * LANES);
          }
        }
      }
    }
  }

  private static void lookups(
      float[] table,
      int tableAt,
      BitPlanes planes,
      int block,
      int set,
      int vector,
      int plane,
      int to) {
    int at = planes.at(block, set, vector) + plane;
    Arrays.fill(table, to, to + LANES, 0f);
    for (int group = 0; group < planes.groups(); group++) {
      int entry = tableAt + planes.offsets()[at + group * PLANES];
      for (int lane = 0; lane < LANES; lane++) {
        table[to + lane] += table[entry + lane];
      }
    }
  }

  /** Adds noise to the sums; their variances follow them. */
  private static void disturb(float[] sums, int at, long key, boolean odd, ArrayTile tile) {
    for (int lane = 0; lane < LANES; lane++) {
      long bits = Threefry.bits(key, tile.column() + (long) lane * tile.step());
      float scale = Gaussian.spread(bits, sums[at + LANES + lane]);
      float wave = odd ? Gaussian.sine((int) bits) : Gaussian.cosine((int) bits);
      sums[at + lane] = Math.fma(scale, wave, sums[at + lane]);
    }
  }

  private static void convert(
      float[] sums, int sumsAt, ArrayTile.Converter c, int weight, int[] out, int at) {
    for (int lane = 0; lane < LANES; lane++) {
      int code = (int) Math.rint(sums[sumsAt + lane] + c.shift());
      code = Math.max(c.lowest(), Math.min(c.highest(), code));
      out[at + lane] += weight * code;
    }
  }
}
