package org.bitline.device.dram;

import java.util.Optional;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Scales;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Tensor;
import org.bitline.numerics.Half;
import org.bitline.numerics.Quantiser;

/**
 * Values as the banks hold them: binary16, after rounding to the codes that a transform asked for.
 */
final class HalfValues {

  private HalfValues() {}

  /** A weight matrix, whole. */
  static Tensor weight(Tensor w, Optional<Scales> scales) {
    float[] data = new float[w.data().length];
    for (int i = 0; i < data.length; i++) {
      float value = w.data()[i];
      if (scales.isPresent()) {
        float scale = scales.get().of(i % w.columns());
        value = scale * Quantiser.code(value, scale, scales.get().largestCode());
      }
      data[i] = Half.round(value);
    }
    return new Tensor(w.name(), w.rows(), w.columns(), data);
  }

  /** Activations without codes. */
  static Block plain(Block x) {
    Block y = Block.zeros(x.segments(), x.columns(), PimUnit.ELEMENT_BITS);
    for (int i = 0; i < y.data().length; i++) {
      y.data()[i] = Half.round(x.data()[i]);
    }
    return y;
  }

  /** Activations, rounded first as a format says; padding does not set an input's scale. */
  static Block activations(Block x, Optional<ActivationFormat> format) {
    return format.map(f -> coded(x, f, 1)).orElseGet(() -> plain(x));
  }

  /**
   * Activations whose columns are one slice per head, each with scales of its own.
   *
   * @param heads slices of a row that share nothing
   */
  static Block coded(Block x, ActivationFormat format, int heads) {
    Block y = Block.zeros(x.segments(), x.columns(), PimUnit.ELEMENT_BITS);
    Segments segments = x.segments();
    int width = x.columns() / heads;
    int largest = format.largestCode();
    boolean perToken = format.scope() == ActivationFormat.Scope.TOKEN;
    for (int s = 0; s < segments.count(); s++) {
      for (int h = 0; h < heads; h++) {
        float shared = perToken ? 0 : inputScale(x, s, h * width, width, largest);
        for (int r = segments.start(s); r < segments.start(s) + segments.length(s); r++) {
          int at = r * x.columns() + h * width;
          float scale = perToken ? Quantiser.scaleOf(x.data(), at, width, largest) : shared;
          for (int i = at; i < at + width; i++) {
            y.data()[i] = Half.round(scale * Quantiser.code(x.data()[i], scale, largest));
          }
        }
      }
    }
    return y;
  }

  private static float inputScale(Block x, int segment, int column, int width, int largest) {
    float magnitude = 0;
    int start = x.segments().start(segment);
    for (int r = start; r < start + x.segments().valid(segment); r++) {
      for (int i = r * x.columns() + column; i < r * x.columns() + column + width; i++) {
        magnitude = Math.max(magnitude, Math.abs(x.data()[i]));
      }
    }
    return Quantiser.scaleOf(new float[] {magnitude}, 0, 1, largest);
  }
}
