package org.bitline.cost.reference;

import org.bitline.api.result.ReferenceSuite.CaseOutcome;

/** How the cases of one file are computed and compared. */
interface CaseKind {

  /**
   * Computes a case.
   *
   * @param id file/id
   * @param golden the case
   * @param file the whole file
   * @throws Refusal where the library refuses what the case asks for
   */
  CaseOutcome run(String id, Golden golden, Golden file);
}
