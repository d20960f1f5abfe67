package org.bitline.cost;

/**
 * A table has no number for what is asked. The sentence says which table, what was asked and what
 * it has; who catches this knows the place in the user's file.
 */
final class TableMiss extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean known;

  private TableMiss(boolean known, String sentence) {
    super(sentence);
    this.known = known;
  }

  /** What is asked lies outside the table. */
  static TableMiss outside(String sentence) {
    return new TableMiss(true, sentence);
  }

  /** What is asked lies in the table, and there the number is null. */
  static TableMiss unknown(String sentence) {
    return new TableMiss(false, sentence);
  }

  /** Whether the number is one that nobody knows. */
  boolean isUnknown() {
    return !known;
  }
}
