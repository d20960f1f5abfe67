package org.bitline.workload.bert.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;

/** What was compared in one case, and whether all of it held. */
final class Comparison {

  private final String id;
  private final List<String> details = new ArrayList<>();
  private boolean passed = true;

  Comparison(String id) {
    this.id = id;
  }

  /** Two things that must be equal. */
  void equal(String what, boolean equal) {
    passed &= equal;
    details.add(what + (equal ? " equal" : " differ"));
  }

  /**
   * Values that may differ by {@code tolerance} each.
   *
   * @param offset where ours start in {@code ours}
   */
  void close(String what, float[] ours, int offset, double[] expected, double tolerance) {
    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      error = Math.max(error, Math.abs(ours[offset + i] - expected[i]));
    }
    close(what, error, tolerance);
  }

  /** An error that may be as large as {@code tolerance}. */
  void close(String what, double error, double tolerance) {
    passed &= error <= tolerance;
    details.add(
        String.format(Locale.ROOT, "%s error %.1e (tolerance %.1e)", what, error, tolerance));
  }

  CaseOutcome outcome() {
    return new CaseOutcome(id, passed ? Status.PASS : Status.FAIL, String.join(", ", details));
  }
}
