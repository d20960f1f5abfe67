package org.bitline.mapper.solve;

import java.util.List;
import java.util.Optional;

/** The best assignment known that keeps all limits. */
final class Incumbent {

  /** Two costs nearer than this, relatively, count as equal: what is proved is proved up to it. */
  static final double PROOF = 1e-9;

  private final Instance instance;
  private final Target target;
  private Optional<int[]> devices = Optional.empty();
  private double cost = Double.POSITIVE_INFINITY;

  Incumbent(Instance instance, Target target) {
    this.instance = instance;
    this.target = target;
  }

  /** Takes an assignment where it is better, and keeps the limits. */
  void offer(int[] assignment) {
    Optional<Totals> totals = Evaluation.of(instance, assignment).filter(target::allows);
    if (totals.isPresent() && totals.get().of(target.objective()) < cost) {
      cost = totals.get().of(target.objective());
      devices = Optional.of(assignment.clone());
    }
  }

  void offer(Network network, List<Column> path) {
    offer(network.devices(path));
  }

  Optional<int[]> devices() {
    return devices;
  }

  double cost() {
    return cost;
  }

  /** Nothing that costs so much, or more, is looked for. */
  double threshold() {
    return devices.isEmpty() ? cost : cost - PROOF * Math.abs(cost);
  }
}
