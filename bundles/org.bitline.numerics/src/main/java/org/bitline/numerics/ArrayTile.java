package org.bitline.numerics;

/**
 * Sixteen columns of one programmed array, as the {@link CrossbarKernels} read them.
 *
 * @param cells cell[r][lane] at cellsAt + r · LANES + lane, in units of the converter's LSB, on a
 *     grid on which sums of a column are exact in float32; sums are smaller than 2^21
 * @param cellsAt of the first cell, in cells and in variances
 * @param variances of one read of a cell, in LSB², on such a grid; empty where reads are not noisy
 * @param converter of each column
 * @param weight of a code in the result
 * @param noise number of the part in {@link NoiseKeys}
 * @param column random numbers of lane i are those of column + i · step
 * @param step 1 for neighbouring columns
 */
public record ArrayTile(
    float[] cells,
    int cellsAt,
    float[] variances,
    Converter converter,
    int weight,
    int noise,
    int column,
    int step) {

  /** Without noise. */
  public static ArrayTile of(float[] cells, int cellsAt, Converter converter, int weight) {
    return new ArrayTile(cells, cellsAt, new float[0], converter, weight, 0, 0, 1);
  }

  /**
   * An analog-to-digital converter: code = clamp(rint(v + shift), lowest, highest), halves to even.
   *
   * @param shift of a range whose lowest code is not a multiple of the LSB, in LSB
   * @param lowest smallest code
   * @param highest largest code
   */
  public record Converter(float shift, int lowest, int highest) {}
}
