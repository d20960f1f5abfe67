package org.bitline.device.reram.reference;

import java.util.Locale;
import java.util.Optional;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;

/**
 * One entry of a published chip, compared in one mode.
 *
 * @param chip the case
 * @param mode as the case says it: identity, closed-form, predictive, calibrated, trend, rank,
 *     upper-bound
 * @param measured by the chip's authors
 * @param computed here
 * @param tolerance as a fraction
 * @param peer what a published model is off by, as text
 * @param note why it is not judged, or what was compared; may be empty
 */
record Comparison(
    String chip,
    String entry,
    String unit,
    String mode,
    double measured,
    Optional<Double> computed,
    double tolerance,
    String peer,
    String note,
    Status status) {

  /** Computed over measured, less 1, in percent. */
  Optional<String> percent() {
    return computed.map(c -> String.format(Locale.ROOT, "%+.1f %%", 100 * (c / measured - 1)));
  }

  CaseOutcome outcome() {
    StringBuilder detail = new StringBuilder();
    computed.ifPresent(
        c ->
            detail
                .append("computed ")
                .append(number(c))
                .append(", measured ")
                .append(number(measured))
                .append(' ')
                .append(unit)
                .append(": ")
                .append(percent().orElseThrow()));
    if (status != Status.SKIP && tolerance > 0) {
      detail.append(String.format(Locale.ROOT, " (tolerance %.0f %%)", 100 * tolerance));
    }
    if (!peer.isEmpty()) {
      detail.append("; ").append(peer);
    }
    if (!note.isEmpty()) {
      detail.append(detail.isEmpty() ? "" : "; ").append(note);
    }
    return new CaseOutcome(chip + "/" + entry + " " + mode, status, detail.toString());
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
