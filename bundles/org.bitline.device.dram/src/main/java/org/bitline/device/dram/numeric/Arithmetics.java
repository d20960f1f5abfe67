package org.bitline.device.dram.numeric;

import org.bitline.numerics.HalfKernels;
import org.bitline.numerics.MatrixKernels;

/** Makes arithmetics. */
public final class Arithmetics {

  private Arithmetics() {}

  /**
   * FP16 without fusing.
   *
   * @param lanes that each have an accumulator
   * @param tile inputs of a tile
   * @param evenFirst whether even tiles are multiplied before odd ones
   * @param leavesSums whether results of products are the lanes' sums, side by side
   */
  public static Arithmetic half(
      HalfKernels kernels, int lanes, int tile, boolean evenFirst, boolean leavesSums) {
    return new FloatArithmetic(new HalfLanes(kernels, lanes, tile, evenFirst, leavesSums), 16);
  }

  /** BF16 with an adder tree over a burst. */
  public static Arithmetic brain(int lanes) {
    return new FloatArithmetic(new BrainTree(lanes), 16);
  }

  /** 8-bit integers. */
  public static Arithmetic integer() {
    return new IntegerArithmetic();
  }

  /**
   * Float32.
   *
   * @param storedBits of a value in memory: 32, or 16 for FP16
   */
  public static Arithmetic single(MatrixKernels kernels, int storedBits) {
    return new FloatArithmetic(new Floats(kernels, storedBits == 16), storedBits);
  }
}
