package org.bitline.device.reram;

import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.array.ArrayDesign;

/** Parameters that are fine alone and have no meaning together. */
final class Refusals {

  private Refusals() {}

  /**
   * Checks.
   *
   * @param design of the widest operands
   * @throws IllegalArgumentException with a sentence
   */
  static void check(ReramParameters p, ArrayDesign design) {
    slices(p);
    if (p.fidelity() == ReramParameters.Fidelity.STATISTICAL
        && Crossbar.of(p, design, p.weights().bits()).isEmpty()) {
      throw new IllegalArgumentException(
          "fidelity is statistical, and moments are known only for inputs of one bit a step that"
              + " are converted step by step in one range for all slices, known beforehand, by equal"
              + " converters, on linear arrays of the partition maximal, all rows at once, read"
              + " noise per column and without wires, one weight scale for all arrays; set fidelity"
              + " to exact");
    }
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
