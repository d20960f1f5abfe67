package org.bitline.device.dram.numeric;

import java.util.stream.IntStream;
import org.bitline.numerics.Half;
import org.bitline.numerics.HalfKernels;

/**
 * FP16 as HBM2-PIM computes it: each lane multiplies, rounds, adds to its accumulator and rounds
 * again; input k is in lane k mod lanes. The host adds the lanes in float32, lane 0 first.
 *
 * <p>Order of a product: tiles of inputs ascending; where even tiles lie in even banks and odd ones
 * in odd banks, all even ones before the odd ones (SAITPublic/PIMSimulator b464dde).
 */
final class HalfLanes implements Dot {

  /** Columns whose accumulators stay in the first cache. */
  private static final int BLOCK = 64;

  private final HalfKernels kernels;
  private final int lanes;
  private final int tile;
  private final boolean evenFirst;
  private final boolean leavesSums;

  /**
   * @param tile inputs of a tile
   * @param evenFirst whether even tiles come first
   * @param leavesSums whether nobody adds the lanes
   */
  HalfLanes(HalfKernels kernels, int lanes, int tile, boolean evenFirst, boolean leavesSums) {
    this.leavesSums = leavesSums;
    this.kernels = kernels;
    this.lanes = lanes;
    this.tile = tile;
    this.evenFirst = evenFirst;
  }

  @Override
  public int sums() {
    return leavesSums ? lanes : 1;
  }

  @Override
  public float round(float value) {
    return Half.round(value);
  }

  /** Inputs in the order in which they are multiplied. */
  private int[] order(int rows) {
    IntStream all = IntStream.range(0, rows);
    return evenFirst
        ? IntStream.concat(all.filter(k -> k / tile % 2 == 0), odd(rows)).toArray()
        : all.toArray();
  }

  private IntStream odd(int rows) {
    return IntStream.range(0, rows).filter(k -> k / tile % 2 == 1);
  }

  @Override
  public Matrix prepare(float[] rowMajor, int rows, int columns) {
    int[] order = order(rows);
    return (x, at, out) -> {
      float[] sums = new float[lanes * BLOCK];
      for (int c = 0; c < columns; c += BLOCK) {
        int count = Math.min(BLOCK, columns - c);
        java.util.Arrays.fill(sums, 0f);
        for (int k : order) {
          kernels.multiplyAdd(x[at + k], rowMajor, k * columns + c, sums, k % lanes * BLOCK, count);
        }
        if (leavesSums) {
          lanes(sums, count, out, c * lanes);
        } else {
          addLanes(sums, count, out, c);
        }
      }
    };
  }

  private void lanes(float[] sums, int count, float[] out, int at) {
    for (int i = 0; i < count; i++) {
      for (int lane = 0; lane < lanes; lane++) {
        out[at + i * lanes + lane] = sums[lane * BLOCK + i];
      }
    }
  }

  private void addLanes(float[] sums, int count, float[] out, int at) {
    for (int i = 0; i < count; i++) {
      float sum = 0;
      for (int lane = 0; lane < lanes; lane++) {
        sum += sums[lane * BLOCK + i];
      }
      out[at + i] = sum;
    }
  }
}
