package org.bitline.device.reram;

import org.bitline.device.reram.ReramParameters.AdcRange;

/** Parameters that are fine alone and have no meaning together. */
final class Refusals {

  private Refusals() {}

  /**
   * Checks.
   *
   * @throws IllegalArgumentException with a sentence
   */
  static void check(ReramParameters p) {
    slices(p);
    boolean drifts = p.cell().compensation() != Cell.Compensation.NONE;
    if (drifts && !p.weights().mapping().differential()) {
      throw new IllegalArgumentException(
          "cell.compensation scales results, and with weights.mapping offset it would scale the"
              + " reference too; take a differential mapping, or cell.compensation none");
    }
    if (p.adc().limits().size() > 0 && p.adc().range() != AdcRange.CALIBRATED) {
      throw new IllegalArgumentException(
          "adc.limits is given, and adc.range is "
              + Texts.of(p.adc().range())
              + "; only a calibrated range has limits");
    }
    Mismatch mismatch = p.adc().mismatch();
    boolean undone =
        mismatch.calibration() != org.bitline.device.reram.array.ConverterErrors.Calibration.NONE;
    if (undone && mismatch.gain() == 0 && mismatch.offset() == 0) {
      throw new IllegalArgumentException(
          "adc.mismatch.calibration is "
              + Texts.of(mismatch.calibration())
              + ", and there is no gain or offset error to undo; name adc.mismatch.gain or"
              + " adc.mismatch.offset, or leave it out");
    }
  }

  private static void slices(ReramParameters p) {
    int bits = p.weights().bits();
    if (p.weights().slices() > 0 && !p.weights().mapping().sliced()) {
      throw new IllegalArgumentException(
          "weights.slices is "
              + p.weights().slices()
              + ", and weights.mapping "
              + Texts.of(p.weights().mapping())
              + " has none; take a sliced mapping, or leave weights.slices out");
    }
    if (p.weights().slices() > bits) {
      throw new IllegalArgumentException(
          "weights.slices is "
              + p.weights().slices()
              + ", more than the "
              + bits
              + " bits of a weight (weights.bits)");
    }
  }
}
