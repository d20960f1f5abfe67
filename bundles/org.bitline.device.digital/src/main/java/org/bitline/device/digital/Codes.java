package org.bitline.device.digital;

import java.util.Arrays;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.ActivationFormat.Scope;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.numerics.Quantiser;

/** Integer codes of activations. */
final class Codes {

  private Codes() {}

  /**
   * The scale of each row for a slice of its columns. Padding does not set an input's scale.
   *
   * @param from first column of the slice
   * @param width columns of the slice
   */
  static float[] scales(Block x, int from, int width, ActivationFormat format) {
    float[] scales = new float[x.rows()];
    if (format.scope() == Scope.TOKEN) {
      for (int r = 0; r < scales.length; r++) {
        scales[r] =
            Quantiser.scaleOf(x.data(), r * x.columns() + from, width, format.largestCode());
      }
      return scales;
    }
    Segments segments = x.segments();
    for (int s = 0; s < segments.count(); s++) {
      int start = segments.start(s);
      float[] largest = {0};
      for (int r = start; r < start + segments.valid(s); r++) {
        for (int i = r * x.columns() + from; i < r * x.columns() + from + width; i++) {
          largest[0] = Math.max(largest[0], Math.abs(x.data()[i]));
        }
      }
      Arrays.fill(
          scales,
          start,
          start + segments.length(s),
          Quantiser.scaleOf(largest, 0, 1, format.largestCode()));
    }
    return scales;
  }

  /**
   * Codes of a slice of some rows, row-major.
   *
   * @param scales one per row of the block
   */
  static float[] encode(Block x, int[] rows, int from, int width, float[] scales, int largest) {
    float[] codes = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      int at = rows[i] * x.columns() + from;
      float scale = scales[rows[i]];
      for (int c = 0; c < width; c++) {
        codes[i * width + c] = Quantiser.code(x.data()[at + c], scale, largest);
      }
    }
    return codes;
  }
}
