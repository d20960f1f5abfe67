package org.bitline.device.digital.array;

/**
 * Walks through the folds of a product and stops at those where a tile of one matrix moves: where
 * it is loaded, or where results or partial sums leave.
 */
final class TileCursor {

  /** Which folds a tile moves at. */
  enum Stop {
    /** None. */
    NEVER,
    /** Every fold. */
    ALWAYS,
    /** The first of a tile's folds. */
    FIRST,
    /** All but the first. */
    AGAIN,
    /** The last. */
    LAST
  }

  private final Folds folds;
  private final Axis[] order;
  private final Operand operand;
  private final Stop stop;
  private final int freeAt;
  private final int[] counts = new int[3];
  private final int[] index = new int[3];
  private long fold = -1;

  TileCursor(Folds folds, Tiling tiling, Operand operand, Stop stop) {
    this.folds = folds;
    this.order = tiling.order().toArray(Axis[]::new);
    this.operand = operand;
    this.stop = stop;
    this.freeAt = tiling.order().indexOf(operand.free());
    for (int i = 0; i < 3; i++) {
      counts[i] = folds.along(order[i]);
    }
    index[2] = -1;
  }

  /** Goes to the next stop; the fold's number is {@link Long#MAX_VALUE} after the last one. */
  void advance() {
    if (stop == Stop.NEVER) {
      fold = Long.MAX_VALUE;
      return;
    }
    do {
      step();
    } while (fold != Long.MAX_VALUE && !stops());
  }

  private void step() {
    fold++;
    for (int i = 2; i >= 0; i--) {
      if (++index[i] < counts[i]) {
        return;
      }
      index[i] = 0;
    }
    fold = Long.MAX_VALUE;
  }

  private boolean stops() {
    return switch (stop) {
      case NEVER -> false;
      case ALWAYS -> true;
      case FIRST -> index[freeAt] == 0;
      case AGAIN -> index[freeAt] > 0;
      case LAST -> lastUse();
    };
  }

  long fold() {
    return fold;
  }

  /** Whether this is the last fold that uses the tile. */
  boolean lastUse() {
    return index[freeAt] == counts[freeAt] - 1;
  }

  /** Elements of the tile at the stop. */
  double elements() {
    double elements = 1;
    for (int i = 0; i < 3; i++) {
      if (operand.uses(order[i])) {
        elements *= folds.length(order[i], index[i]);
      }
    }
    return elements;
  }

  /** Number of the loop's present repetition. */
  int index(Axis axis) {
    for (int i = 0; i < 3; i++) {
      if (order[i] == axis) {
        return index[i];
      }
    }
    throw new IllegalArgumentException("no loop over " + axis);
  }
}
