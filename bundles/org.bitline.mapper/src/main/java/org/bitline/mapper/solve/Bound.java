package org.bitline.mapper.solve;

/**
 * A number below what a partial assignment can still come to: weight of its sums + least weight of
 * a completion + offset.
 *
 * @param onCost whether it is below the objective; else it is above 0 only where no completion
 *     keeps the limits
 */
record Bound(Weighing weighing, double offset, boolean onCost) {

  /** For the whole problem. */
  double value() {
    return weighing.least() + offset;
  }
}
