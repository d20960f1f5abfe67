package org.bitline.cost.reference;

import java.util.Locale;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;

/** Compares the fields of one case; a case passes when all do. */
final class Comparison {

  private static final double ZERO = 1e-15;

  private String worst = "";
  private double error;
  private double tolerance;
  private double excess = -1;
  private int fields;

  /** One field: relative to what is expected; what is expected to be 0 must be 0. */
  Comparison field(String name, double expected, double computed, double tolerance) {
    fields++;
    double error =
        expected == 0 ? Math.abs(computed) : Math.abs(computed - expected) / Math.abs(expected);
    double allowed = expected == 0 ? ZERO : tolerance;
    if (error / allowed > excess) {
      excess = error / allowed;
      worst = name;
      this.error = error;
      this.tolerance = allowed;
    }
    return this;
  }

  CaseOutcome outcome(String id, String note) {
    if (fields == 0) {
      return new CaseOutcome(id, Status.SKIP, "no field of this case is compared");
    }
    String detail =
        String.format(
            Locale.ROOT,
            "%s error %.2e, tolerance %.0e, %d fields%s",
            worst,
            error,
            tolerance,
            fields,
            note);
    return new CaseOutcome(id, excess <= 1 ? Status.PASS : Status.FAIL, detail);
  }
}
