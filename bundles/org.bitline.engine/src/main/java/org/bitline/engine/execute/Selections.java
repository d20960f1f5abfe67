package org.bitline.engine.execute;

import java.util.BitSet;
import java.util.Optional;
import org.bitline.api.tensor.Selection;

/** What several policies keep together. */
final class Selections {

  private Selections() {}

  static Selection both(Selection a, Selection b) {
    if (a.rows().isEmpty()) {
      return b;
    } else if (b.rows().isEmpty()) {
      return a;
    }
    BitSet rows = (BitSet) a.rows().get().clone();
    rows.and(b.rows().get());
    return new Selection(Optional.of(rows));
  }
}
