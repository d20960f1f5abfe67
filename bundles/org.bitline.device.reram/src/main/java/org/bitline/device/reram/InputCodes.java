package org.bitline.device.reram;

import java.util.Arrays;
import java.util.Optional;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.numerics.Parallel;
import org.bitline.numerics.Quantiser;

/**
 * Input vectors as integers.
 *
 * @param largest code of full scale
 * @param codes vectors × size
 * @param scales one per vector: value = code · scale
 * @param rows the block's row of each vector
 */
record InputCodes(int bits, int largest, int size, int[] codes, float[] scales, int[] rows) {

  /** Vectors that are worth a part of their own. */
  private static final int RUN = 16;

  /**
   * Rounds rows of a block.
   *
   * @param rows which
   * @param firstColumn first of the {@code size} columns
   */
  static InputCodes of(
      Block x,
      int[] rows,
      int firstColumn,
      int size,
      Optional<ActivationFormat> format,
      ReramParameters.Input input) {
    return of(x, rows, firstColumn, size, format, input, InputLimit.of(input));
  }

  /**
   * The same with the full scale that calibration has found.
   *
   * @param limit of a calibrated range
   */
  static InputCodes of(
      Block x,
      int[] rows,
      int firstColumn,
      int size,
      Optional<ActivationFormat> format,
      ReramParameters.Input input,
      InputLimit limit) {
    int bits = format.map(ActivationFormat::bits).orElse(input.bits());
    int largest = largest(bits, input.signed());
    int lowest = input.signed() ? -largest : 0;
    float[] ofRow = scales(x, format, input, limit, largest);
    int[] codes = new int[rows.length * size];
    float[] scales = new float[rows.length];
    Parallel.runs(
        rows.length,
        RUN,
        v -> {
          scales[v] = ofRow[rows[v]];
          int from = rows[v] * x.columns() + firstColumn;
          for (int k = 0; k < size; k++) {
            int code = Quantiser.code(x.data()[from + k], scales[v], largest);
            codes[v * size + k] = Math.max(lowest, code);
          }
        });
    return new InputCodes(bits, largest, size, codes, scales, rows);
  }

  private static float[] scales(
      Block x,
      Optional<ActivationFormat> format,
      ReramParameters.Input input,
      InputLimit limit,
      int largest) {
    if (input.range() == ReramParameters.InputRange.CALIBRATED) {
      float[] one = new float[x.rows()];
      Arrays.fill(one, limit.scale(largest));
      return one;
    }
    boolean perInput =
        format
            .map(f -> f.scope() == ActivationFormat.Scope.TENSOR)
            .orElse(input.range() == ReramParameters.InputRange.TENSOR);
    return perInput
        ? perInput(x, largest)
        : Quantiser.rowScales(x.data(), x.rows(), x.columns(), largest);
  }

  private static int largest(int bits, boolean signed) {
    return signed ? Quantiser.largest(bits) : (1 << bits) - 1;
  }

  /** The same vectors, at other rows of the block. */
  InputCodes at(int[] places) {
    return new InputCodes(bits, largest, size, codes, scales, places);
  }

  private static float[] perInput(Block x, int largest) {
    Segments segments = x.segments();
    float[] scales = new float[x.rows()];
    for (int s = 0; s < segments.count(); s++) {
      int from = segments.start(s) * x.columns();
      float scale = Quantiser.scaleOf(x.data(), from, segments.valid(s) * x.columns(), largest);
      Arrays.fill(scales, segments.start(s), segments.start(s + 1), scale);
    }
    return scales;
  }
}
