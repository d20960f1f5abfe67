package org.bitline.device.reram;

import org.bitline.device.reram.array.ConverterErrors.Calibration;

/**
 * Digital arithmetic that undoes what is known to be wrong, in shift-adds; a product with b bits is
 * b of them.
 */
final class Corrections {

  private Corrections() {}

  /**
   * Of n vectors.
   *
   * @param conversions of all of them
   */
  static double adds(ReramParameters p, Geometry g, double n, double conversions) {
    double adds = 0;
    int bits = p.adc().resolution() == 0 ? Counts.RESULT_BITS : p.adc().resolution();
    Calibration calibration = p.adc().mismatch().calibration();
    if (calibration == Calibration.ONE_POINT) {
      adds += conversions;
    } else if (calibration == Calibration.TWO_POINT) {
      adds += conversions * (1 + bits);
    }
    double outputs = n * g.columns();
    if (p.cell().compensation() != Cell.Compensation.NONE && p.cell().age() > 0) {
      adds += outputs * Counts.RESULT_BITS;
    }
    if (p.weights().scale() == ReramParameters.Scale.ARRAY) {
      adds += outputs * g.blocks() * Counts.RESULT_BITS;
    }
    return adds;
  }
}
