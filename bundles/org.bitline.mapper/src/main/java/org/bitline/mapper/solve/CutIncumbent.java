package org.bitline.mapper.solve;

import java.util.List;
import java.util.Optional;

/** The best choice of cuts known that keeps all limits. */
final class CutIncumbent {

  private final Division division;
  private final Target target;
  private List<Integer> chosen;
  private Totals totals;

  /**
   * Starts undivided.
   *
   * @throws IllegalArgumentException where that breaks a limit
   */
  CutIncumbent(Division division, Target target) {
    this.division = division;
    this.target = target;
    this.chosen = division.undivided();
    this.totals =
        allowed(chosen)
            .orElseThrow(
                () -> new IllegalArgumentException("what is divided must keep the limits"));
  }

  /** The totals of a choice that keeps the limits. */
  Optional<Totals> allowed(List<Integer> other) {
    return division.parts(other).totals().filter(target::allows);
  }

  /** Takes a choice where it is better, and keeps the limits. */
  void offer(List<Integer> other) {
    allowed(other)
        .filter(t -> t.of(target.objective()) < threshold())
        .ifPresent(
            better -> {
              chosen = List.copyOf(other);
              totals = better;
            });
  }

  List<Integer> chosen() {
    return chosen;
  }

  Totals totals() {
    return totals;
  }

  double cost() {
    return totals.of(target.objective());
  }

  /** Nothing that costs so much, or more, is looked for. */
  double threshold() {
    return cost() * (1 - Incumbent.PROOF);
  }
}
