package org.bitline.api.result;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Runs the reference cases of one family; one OSGi service per family. */
public interface ReferenceSuite {

  /** The name of the family's folder. */
  String family();

  /**
   * Computes every case of a file; it never looks a result up.
   *
   * @param outcomes receives each case when it is done
   * @throws org.bitline.api.base.InputProblem where the file cannot be read
   */
  void run(Path file, Consumer<CaseOutcome> outcomes);

  /** What became of a case. */
  enum Status {
    PASS,
    FAIL,
    /** Outside the tolerance of a comparison that is an aim and no requirement. */
    MISS,
    SKIP
  }

  /**
   * One case.
   *
   * @param id file/id
   * @param detail error and tolerance, or why it was skipped
   */
  record CaseOutcome(String id, Status status, String detail) {}
}
