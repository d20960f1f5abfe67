package org.bitline.device.reram;

import java.util.Optional;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.numerics.Quantiser;

/**
 * Input vectors as signed integers.
 *
 * @param codes vectors × size
 * @param scales one per vector: value = code · scale
 * @param rows the block's row of each vector
 */
record InputCodes(int bits, int size, int[] codes, float[] scales, int[] rows) {

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
      int deviceBits) {
    int bits = format.map(ActivationFormat::bits).orElse(deviceBits);
    int largest = Quantiser.largest(bits);
    boolean perInput = format.filter(f -> f.scope() == ActivationFormat.Scope.TENSOR).isPresent();
    float[] ofRow =
        perInput
            ? perInput(x, largest)
            : Quantiser.rowScales(x.data(), x.rows(), x.columns(), largest);
    int[] codes = new int[rows.length * size];
    float[] scales = new float[rows.length];
    for (int v = 0; v < rows.length; v++) {
      scales[v] = ofRow[rows[v]];
      int from = rows[v] * x.columns() + firstColumn;
      for (int k = 0; k < size; k++) {
        codes[v * size + k] = Quantiser.code(x.data()[from + k], scales[v], largest);
      }
    }
    return new InputCodes(bits, size, codes, scales, rows);
  }

  private static float[] perInput(Block x, int largest) {
    Segments segments = x.segments();
    float[] scales = new float[x.rows()];
    for (int s = 0; s < segments.count(); s++) {
      int from = segments.start(s) * x.columns();
      float scale = Quantiser.scaleOf(x.data(), from, segments.valid(s) * x.columns(), largest);
      java.util.Arrays.fill(scales, segments.start(s), segments.start(s + 1), scale);
    }
    return scales;
  }
}
