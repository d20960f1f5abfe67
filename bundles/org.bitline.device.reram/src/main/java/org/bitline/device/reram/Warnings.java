package org.bitline.device.reram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.ReramParameters.Conversion;
import org.bitline.device.reram.ReramParameters.Subtraction;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.Converter;
import org.bitline.device.reram.array.Converter.Limits;
import org.bitline.device.reram.array.ConverterRange;
import org.bitline.device.reram.array.InputCoding.Encoding;
import org.bitline.device.reram.wire.Wires;

/** Sentences about parameters that are allowed, and yet unlikely to be meant. */
final class Warnings {

  private final ReramParameters p;
  private final ArrayDesign design;
  private final List<String> sentences = new ArrayList<>();

  private Warnings(ReramParameters p) {
    this.p = p;
    this.design = Designs.of(p, p.weights().bits(), p.input().bits());
  }

  static List<String> of(ReramParameters p) {
    Warnings warnings = new Warnings(p);
    if (p.adc().resolution() > 0 && !new Calibration(p).converter()) {
      warnings.clipping();
      warnings.zero();
    }
    warnings.circuits();
    warnings.cells();
    return List.copyOf(warnings.sentences);
  }

  /** Ranges that are narrower than what columns can sum to. */
  private void clipping() {
    int rows = p.array().rows();
    Limits bound = new ConverterRange.Maximal().limits(unquirked(), 0, rows);
    double narrowest = 1;
    int slice = 0;
    for (int s = 0; s < design.mapping().slices(); s++) {
      Limits limits = design.converter().range().limits(design, s, rows);
      double reached =
          Math.min(limits.high() / bound.high(), bound.low() < 0 ? limits.low() / bound.low() : 1);
      slice = reached < narrowest ? s : slice;
      narrowest = Math.min(narrowest, reached);
    }
    if (narrowest > 1 - 1e-9) {
      return;
    }
    String share = String.format(Locale.ROOT, "%.1f %%", 100 * Math.max(0, narrowest));
    switch (p.adc().range()) {
      case GRANULAR ->
          sentences.add(
              "adc.range granular with adc.bits "
                  + p.adc().resolution()
                  + " reaches "
                  + share
                  + " of the largest sum of a column of "
                  + rows
                  + " rows; larger sums clip. Set adc.bits to "
                  + bits(narrowest)
                  + ", fewer array.rows, or adc.range to full, synthetic or from-data.");
      case FULL ->
          sentences.add(
              "adc.range full reaches "
                  + share
                  + " of the largest sum of a column of "
                  + rows
                  + " rows: compatibility crosssim-3.2 takes the nearest power of two. Set"
                  + " compatibility to none, or array.rows to a power of two.");
      default ->
          sentences.add(
              "adc.limits of slice "
                  + slice
                  + " reach "
                  + share
                  + " of the largest sum of a column of "
                  + rows
                  + " rows; larger sums clip, which is meant where they were calibrated.");
    }
  }

  private ArrayDesign unquirked() {
    return Designs.of(Change.in(p, "compatibility", "none"), p.weights().bits(), p.input().bits());
  }

  /** Bits of a granular range that does not clip. */
  private int bits(double reached) {
    return p.adc().resolution() + (int) Math.ceil(StrictMath.log(1 / reached) / StrictMath.log(2));
  }

  private void zero() {
    for (int s = 0; s < design.mapping().slices(); s++) {
      Limits limits = design.converter().range().limits(design, s, p.array().rows());
      boolean symmetric = limits.low() == -limits.high();
      if (symmetric && p.adc().model() == Converter.Model.UNIFORM) {
        sentences.add(
            "adc.model uniform has no code for 0 in a range from "
                + limits.low()
                + " to "
                + limits.high()
                + ": sums of 0, the commonest ones of pairs, lie on a tie between two codes. Set"
                + " adc.model to sign-magnitude, or make the range uneven.");
        return;
      }
    }
  }

  /** Mixes that no circuit does, or not without parts that are not counted. */
  private void circuits() {
    boolean signMagnitude = p.input().signed() && p.input().encoding() == Encoding.SIGN_MAGNITUDE;
    if (signMagnitude && !p.weights().mapping().differential()) {
      sentences.add(
          "weights.mapping "
              + Texts.of(p.weights().mapping())
              + " with input.encoding sign-magnitude drives rows below zero against single-ended"
              + " columns. Set input.encoding to twos-complement, or take a differential mapping.");
    }
    boolean gated = p.wires().topology() == Wires.Topology.SEPARATE_SOURCE;
    if (gated && (p.input().sliceBits() != 1 || signMagnitude)) {
      sentences.add(
          "wires.topology separate-source gates cells with inputs of one bit without a sign, and"
              + " input.sliceBits is "
              + p.input().sliceBits()
              + (signMagnitude ? ", input.encoding sign-magnitude" : "")
              + ". Set input.sliceBits to 1 and input.encoding to twos-complement.");
    }
    boolean sums = p.adc().conversion() == Conversion.ACCUMULATED;
    if (sums && p.input().encoding() == Encoding.TWOS_COMPLEMENT) {
      sentences.add(
          "adc.conversion accumulated adds steps before conversion, and the last step of"
              + " twos-complement counts negatively, which no integrator does. Set input.encoding"
              + " to sign-magnitude.");
    }
    boolean apart =
        p.weights().mapping().differential()
            && p.weights().subtraction() == Subtraction.ANALOG
            && !p.weights().interleaved();
    if (apart && p.array().spareColumns() > 0) {
      sentences.add(
          "weights.subtraction analog with array.spareColumns subtracts columns of two arrays that"
              + " replace their own columns: it takes switches between them that are not counted."
              + " Set weights.subtraction to digital.");
    }
    if (apart && design.wires().present()) {
      sentences.add(
          "weights.subtraction analog without weights.interleaved subtracts currents of two arrays"
              + " with wires of their own: it takes a current mirror per column that is not"
              + " counted. Set weights.interleaved to true, or weights.subtraction to digital.");
    }
  }

  private void cells() {
    if (p.array().spareColumns() > 0 && !p.faults().present()) {
      sentences.add(
          "array.spareColumns is "
              + p.array().spareColumns()
              + " and no cell is stuck: they hold nothing. Name faults, or set it to 0.");
    }
    Pulses pulses = Pulses.of(p, p.weights().bits());
    double mean = pulses.mean();
    int most = p.cell().writeVerify().maxPulses();
    if (pulses.verified() && mean > most / 2.0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "cell.writeVerify.tolerance %s is so tight for cell.programmingError %s that a cell"
                  + " takes %.1f of at most %d pulses in the mean. Widen the tolerance, or allow"
                  + " more pulses.",
              p.cell().writeVerify().tolerance(),
              p.cell().programmingError(),
              mean,
              most));
    }
    boolean telegraph = design.imperfections().telegraph().present();
    boolean curved = !design.imperfections().conduction().ohmic();
    if (design.noisy() && (telegraph || curved) && p.cell().readNoise() > 0) {
      if (p.cell().readSampling() == ArrayDesign.Sampling.COLUMN) {
        sentences.add(
            "cell.readSampling column does not hold with "
                + (telegraph ? "telegraph noise" : "nonlinear cells")
                + ": every cell is drawn at every read, which is slow.");
      }
    }
    boolean summed = p.cell().readSampling() == ArrayDesign.Sampling.COLUMN;
    if (p.cell().readNoise() > 0 && design.wires().present() && summed) {
      sentences.add(
          "cell.readNoise behind wires is taken to first order, per column. Set"
              + " cell.readSampling to cell to solve the array for every read, which is slow.");
    }
    if (p.adc().range() == AdcRange.FROM_DATA && p.adc().resolution() == 0) {
      sentences.add(
          "adc.range from-data with adc.model ideal has no effect: the converter is ideal.");
    }
  }
}
