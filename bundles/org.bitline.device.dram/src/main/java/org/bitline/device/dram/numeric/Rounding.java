package org.bitline.device.dram.numeric;

import java.util.Optional;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.numerics.Quantiser;

/** Activations as the units take them. */
final class Rounding {

  private Rounding() {}

  /** A number format. */
  @FunctionalInterface
  interface Format {
    float nearest(float value);
  }

  /**
   * Activations, rounded first as a transform says, then to a format.
   *
   * @param slices of a row, each with scales of its own
   */
  static Block activations(Block x, Optional<ActivationFormat> format, int slices, Format numbers) {
    Block y = Block.zeros(x.segments(), x.columns(), x.bits());
    if (format.isEmpty()) {
      for (int i = 0; i < y.data().length; i++) {
        y.data()[i] = numbers.nearest(x.data()[i]);
      }
      return y;
    }
    int width = x.columns() / slices;
    int largest = format.get().largestCode();
    for (int slice = 0; slice < slices; slice++) {
      float[] scales = scales(x, slice * width, width, format.get());
      for (int r = 0; r < x.rows(); r++) {
        int at = r * x.columns() + slice * width;
        for (int i = at; i < at + width; i++) {
          int code = Quantiser.code(x.data()[i], scales[r], largest);
          y.data()[i] = numbers.nearest(scales[r] * code);
        }
      }
    }
    return y;
  }

  /** The scale of each row for a slice of its columns. Padding does not set an input's scale. */
  static float[] scales(Block x, int from, int width, ActivationFormat format) {
    float[] scales = new float[x.rows()];
    Segments segments = x.segments();
    boolean perToken = format.scope() == ActivationFormat.Scope.TOKEN;
    for (int s = 0; s < segments.count(); s++) {
      float shared = perToken ? 0 : inputScale(x, s, from, width, format.largestCode());
      for (int r = segments.start(s); r < segments.start(s + 1); r++) {
        int at = r * x.columns() + from;
        scales[r] =
            perToken ? Quantiser.scaleOf(x.data(), at, width, format.largestCode()) : shared;
      }
    }
    return scales;
  }

  private static float inputScale(Block x, int segment, int from, int width, int largest) {
    float[] magnitude = {0};
    int start = x.segments().start(segment);
    for (int r = start; r < start + x.segments().valid(segment); r++) {
      int at = r * x.columns() + from;
      for (int i = at; i < at + width; i++) {
        magnitude[0] = Math.max(magnitude[0], Math.abs(x.data()[i]));
      }
    }
    return Quantiser.scaleOf(magnitude, 0, 1, largest);
  }
}
