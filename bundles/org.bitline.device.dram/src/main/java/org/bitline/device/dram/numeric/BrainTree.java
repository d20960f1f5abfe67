package org.bitline.device.dram.numeric;

import java.util.Arrays;

/**
 * BF16 with an adder tree, as GDDR6-AiM is said to compute: the products of a burst are exact in
 * float32, are added pairwise in float32, and the sum is added to a float32 accumulator. Deviation:
 * the widths inside the tree and of the accumulator are published nowhere that could be read;
 * float32 is assumed.
 */
final class BrainTree implements Dot {

  private static final int BLOCK = 64;

  private final int lanes;

  BrainTree(int lanes) {
    if (Integer.bitCount(lanes) != 1) {
      throw new IllegalArgumentException(
          "a burst has " + lanes + " numbers; an adder tree needs a power of two");
    }
    this.lanes = lanes;
  }

  /** The nearest bfloat16, halves to even. */
  @Override
  public float round(float value) {
    int bits = Float.floatToRawIntBits(value);
    int rounded = (bits + 0x7fff + (bits >>> 16 & 1)) & 0xffff0000;
    // Beyond the largest finite value a unit saturates.
    boolean overflow = (rounded & 0x7f800000) == 0x7f800000;
    return Float.intBitsToFloat(overflow ? bits & 0x80000000 | 0x7f7f0000 : rounded);
  }

  @Override
  public Matrix prepare(float[] rowMajor, int rows, int columns) {
    return (x, at, out) -> {
      float[] products = new float[lanes * BLOCK];
      for (int c = 0; c < columns; c += BLOCK) {
        int count = Math.min(BLOCK, columns - c);
        Arrays.fill(out, c, c + count, 0f);
        for (int k = 0; k < rows; k += lanes) {
          for (int lane = 0; lane < lanes; lane++) {
            float factor = k + lane < rows ? x[at + k + lane] : 0f;
            int from = Math.min(k + lane, rows - 1) * columns + c;
            for (int i = 0; i < count; i++) {
              products[lane * BLOCK + i] = factor * rowMajor[from + i];
            }
          }
          add(products, count, out, c);
        }
      }
    };
  }

  private void add(float[] products, int count, float[] out, int at) {
    for (int width = lanes / 2; width >= 1; width /= 2) {
      for (int lane = 0; lane < width; lane++) {
        // Neighbours meet: lane 0 with 1, 2 with 3, …
        int left = 2 * lane * BLOCK;
        for (int i = 0; i < count; i++) {
          products[lane * BLOCK + i] = products[left + i] + products[left + BLOCK + i];
        }
      }
    }
    for (int i = 0; i < count; i++) {
      out[at + i] += products[i];
    }
  }
}
