package org.bitline.api.tensor;

import java.util.BitSet;
import java.util.Optional;

/**
 * The rows of a result that a policy keeps. A device computes and charges for these alone; the
 * other rows of its result are 0.
 *
 * @param rows row numbers of the block; empty for all
 */
public record Selection(Optional<BitSet> rows) {

  private static final Selection ALL = new Selection(Optional.empty());

  public static Selection all() {
    return ALL;
  }

  public boolean keeps(int row) {
    return rows.isEmpty() || rows.get().get(row);
  }
}
