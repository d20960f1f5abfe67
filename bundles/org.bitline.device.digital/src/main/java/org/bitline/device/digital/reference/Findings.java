package org.bitline.device.digital.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;

/** What was compared in one case: all that differs, or the largest error. */
final class Findings {

  private final String id;
  private final List<String> failures = new ArrayList<>();
  private int equal;
  private double largest;

  Findings(String id) {
    this.id = id;
  }

  /** Counts that must be equal. */
  void equal(String what, double ours, double expected) {
    equal++;
    if (ours != expected) {
      failures.add(String.format(Locale.ROOT, "%s is %s, not %s", what, ours, expected));
    }
  }

  /** Numbers that may differ by a share of the expected one. */
  void close(String what, double ours, double expected, double tolerance) {
    double error = Math.abs(ours - expected) / Math.abs(expected);
    largest = Math.max(largest, error);
    if (!(error <= tolerance)) {
      failures.add(
          String.format(
              Locale.ROOT,
              "%s is %s, not %s: relative error %.1e, tolerance %.0e",
              what,
              ours,
              expected,
              error,
              tolerance));
    }
  }

  CaseOutcome outcome(String compared) {
    return failures.isEmpty()
        ? new CaseOutcome(
            id,
            Status.PASS,
            String.format(
                Locale.ROOT,
                "%s: %d counts equal, largest relative error of the rest %.1e",
                compared,
                equal,
                largest))
        : new CaseOutcome(id, Status.FAIL, String.join("; ", failures));
  }
}
