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
      float[] cells,
      int cellsAt,
      BitPlanes planes,
      int block,
      Converter converter,
      int weight,
      int[] out,
      Workspace workspace) {
    float[] table = workspace.table(SubsetSums.size(planes));
    SubsetSums.fill(cells, cellsAt, planes.blockRows(block), planes, table);
    float[] sums = workspace.sums(LANES);
    for (int set = 0; set < planes.sets(); set++) {
      for (int v = 0; v < planes.vectors(); v++) {
        int at = planes.at(block, set, v);
        for (int p = 0; p < PLANES; p++) {
          int scale = planes.weights()[set * PLANES + p];
          if (scale != 0) {
            lookups(table, planes.offsets(), at + p, planes.groups(), sums);
            convert(sums, converter, scale * weight, out, v * LANES);
          }
        }
      }
    }
  }

  private static void lookups(float[] table, int[] offsets, int at, int groups, float[] sums) {
    Arrays.fill(sums, 0, LANES, 0f);
    for (int group = 0; group < groups; group++) {
      int entry = offsets[at + group * PLANES];
      for (int lane = 0; lane < LANES; lane++) {
        sums[lane] += table[entry + lane];
      }
    }
  }

  private static void convert(float[] sums, Converter converter, int weight, int[] out, int at) {
    for (int lane = 0; lane < LANES; lane++) {
      int code = (int) Math.rint(sums[lane]);
      code = Math.max(converter.lowest(), Math.min(converter.highest(), code));
      out[at + lane] += weight * code;
    }
  }
}
