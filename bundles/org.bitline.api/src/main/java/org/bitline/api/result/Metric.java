package org.bitline.api.result;

import java.util.List;

/** A measure of how far outputs are from the FP32 model's; one OSGi service per measure. */
public interface Metric {

  /** The name in {@code metrics}. */
  String id();

  /** The unit, empty for none. */
  String unit();

  /**
   * Compares.
   *
   * @param outputs one row per input
   * @param reference the FP32 model's, in the same order
   * @return a finite number
   */
  double value(List<float[]> outputs, List<float[]> reference);
}
