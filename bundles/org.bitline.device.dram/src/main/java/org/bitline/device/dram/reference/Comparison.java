package org.bitline.device.dram.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;

/** Collects what a case compares. */
final class Comparison {

  private final List<String> details = new ArrayList<>();
  private boolean passed = true;

  /** Cycles within a fraction of the reference's; 0 for equal. */
  Comparison cycles(String engine, long ours, long theirs, double tolerance) {
    double error = theirs == 0 ? (ours == 0 ? 0 : 1) : Math.abs((double) ours / theirs - 1);
    boolean fits = tolerance == 0 ? ours == theirs : error <= tolerance;
    passed &= fits;
    details.add(
        String.format(
            Locale.ROOT,
            "%s %d cycles, reference %d: error %.2f %%, allowed %s",
            engine,
            ours,
            theirs,
            100 * error,
            tolerance == 0 ? "none" : String.format(Locale.ROOT, "%.0f %%", 100 * tolerance)));
    return this;
  }

  /** Commands, which must be as many. */
  Comparison commands(String name, long ours, long theirs) {
    if (ours != theirs) {
      passed = false;
      details.add(ours + " " + name + ", reference " + theirs);
    }
    return this;
  }

  CaseOutcome outcome(String id) {
    return new CaseOutcome(id, passed ? Status.PASS : Status.FAIL, String.join("; ", details));
  }
}
