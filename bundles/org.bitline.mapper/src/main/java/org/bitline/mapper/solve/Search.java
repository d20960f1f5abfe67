package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.mapper.solve.Solver.Outcome;

/** One run of a {@link Solver}. */
final class Search {

  /** Labels at a border that the searches for good assignments keep, before the complete one. */
  private static final List<Integer> WIDTHS = List.of(100, 2_000, Integer.MAX_VALUE);

  private static final long FIRST_EFFORT = 200_000;

  /** Halves are searched where their bounds close at least this part of the gap. */
  private static final double WORTH = 0.1;

  private final Solver solver;
  private final Instance instance;
  private final Target target;
  private final Effort effort;
  private final Incumbent incumbent;
  private final List<Holdings> holdings;
  private final PriorityQueue<Branch> open =
      new PriorityQueue<>(
          Comparator.comparingDouble(Branch::bound)
              .thenComparingInt(b -> b.network().mask)
              .thenComparingDouble(b -> b.range().fromWatts()));
  private double unsettled = Double.POSITIVE_INFINITY;
  private SortedMap<Quantity, Double> prices = new TreeMap<>();
  private double root = Double.POSITIVE_INFINITY;

  /**
   * Below every assignment: the least cost without limits, once {@link #lift} has looked for it.
   */
  private double floor;

  private boolean lifted;

  Search(Solver solver, Target target, long limit) {
    this.solver = solver;
    this.instance = solver.instance();
    this.target = target;
    this.effort = new Effort(limit);
    this.incumbent = new Incumbent(instance, target);
    this.holdings = solver.holdings();
  }

  Outcome run(List<List<Integer>> hints) {
    hints.forEach(h -> incumbent.offer(h.stream().mapToInt(Integer::intValue).toArray()));
    masks().forEach(this::enter);
    while (!open.isEmpty()) {
      Branch branch = open.poll();
      if (Math.max(branch.bound(), floor) < incumbent.threshold()) {
        settle(branch);
      }
    }
    return outcome();
  }

  private Outcome outcome() {
    if (incumbent.devices().isEmpty()) {
      return unsettled == Double.POSITIVE_INFINITY
          ? new Outcome.Infeasible(effort.spent())
          : new Outcome.Unknown(effort.spent());
    }
    int[] devices = incumbent.devices().get();
    double cost = incumbent.cost();
    return new Outcome.Found(
        new Solution(
            Arrays.stream(devices).boxed().toList(),
            Evaluation.of(instance, devices).orElseThrow(),
            cost,
            Math.min(cost, Math.max(floor, unsettled)),
            prices,
            effort.spent()));
  }

  /** The sets of devices of which at least one can run each operation, the largest first. */
  private List<Integer> masks() {
    int all = (1 << instance.devices().size()) - 1;
    if (!subsetsMatter()) {
      return List.of(all);
    }
    List<Integer> masks = new ArrayList<>();
    for (int mask = all; mask > 0; mask--) {
      int candidate = mask;
      if (instance.operations().stream()
          .allMatch(o -> o.choices().stream().anyMatch(c -> (candidate >> c.device() & 1) != 0))) {
        masks.add(mask);
      }
    }
    masks.sort(Comparator.comparingInt((Integer m) -> -Integer.bitCount(m)).thenComparing(m -> -m));
    return masks;
  }

  private boolean subsetsMatter() {
    boolean leaks =
        target.concerns(Quantity.ENERGY)
            && holdings.stream().anyMatch(h -> h.leakage().atNothing() > 0);
    boolean area =
        target.concerns(Quantity.AREA) && holdings.stream().anyMatch(h -> h.area().atNothing() > 0);
    return leaks || area;
  }

  private void enter(int mask) {
    Network network = solver.network(target, mask, effort);
    if (effort.left() == 0) {
      unsettled = Math.min(unsettled, withoutTimes(mask));
      return;
    }
    if (network.feasible()) {
      Branch branch = part(network, leakage(mask), 0);
      if (branch.bound() < root) {
        root = branch.bound();
        prices = branch.prices();
      }
      add(branch);
    }
  }

  /**
   * A bound where the effort was spent before the columns of layers were made: without limits on
   * the latency and the energy every operation is a layer of its own, and columns are few. 0 where
   * the objective needs them.
   */
  private double withoutTimes(int mask) {
    if (target.objective() == Quantity.LATENCY || target.objective() == Quantity.ENERGY) {
      return 0;
    }
    Target free = target.without(Quantity.LATENCY).without(Quantity.ENERGY);
    Effort own = new Effort(FIRST_EFFORT);
    Network network = solver.network(free, mask, own);
    if (own.left() == 0) {
      return 0;
    }
    if (!network.feasible()) {
      return Double.POSITIVE_INFINITY;
    }
    Incumbent none = new Incumbent(instance, free);
    double bound = Branch.of(instance, network, holdings, free, leakage(mask), 0, none).bound();
    return Math.max(0, bound);
  }

  private Relaxation.Range leakage(int mask) {
    double from = 0;
    double to = 0;
    for (int d = 0; d < holdings.size(); d++) {
      if ((mask >> d & 1) != 0) {
        from += holdings.get(d).leakage().atNothing();
        to += holdings.get(d).leakage().most();
      }
    }
    return new Relaxation.Range(from, to, 0);
  }

  private Branch part(Network network, Relaxation.Range range, int depth) {
    Relaxation.Range timed =
        new Relaxation.Range(range.fromWatts(), range.toWatts(), leastSeconds(network, range));
    return Branch.of(instance, network, holdings, target, timed, depth, incumbent);
  }

  private void add(Branch branch) {
    if (branch.bound() < incumbent.threshold()) {
      open.add(branch);
    }
  }

  /** Below the latency of all that keeps the limits in a range. */
  private double leastSeconds(Network network, Relaxation.Range range) {
    if (network.dimensions.latency == Dimensions.NONE) {
      return 0;
    }
    Target fastest = target.minimising(Quantity.LATENCY);
    Relaxation relaxation =
        new Relaxation.Builder(instance, network, holdings, fastest, range).build();
    Lagrangian lagrangian = new Lagrangian(network, relaxation, new Incumbent(instance, fastest));
    return Math.max(0, lagrangian.onCost().bound().value());
  }

  private void settle(Branch branch) {
    if (effort.left() == 0) {
      unsettled = Math.min(unsettled, branch.bound());
      return;
    }
    Judge judge = new Judge(instance, branch.network(), target);
    for (int width : WIDTHS) {
      if (width > WIDTHS.get(0)) {
        lift();
        if (floor >= incumbent.threshold()) {
          return;
        }
      }
      if (width < Integer.MAX_VALUE && incumbent.devices().isEmpty()) {
        search(branch.limitsFirst(), judge, width);
      }
      if (settled(branch, judge, width) || branch.bound() >= incumbent.threshold()) {
        return;
      }
    }
    if (branch.divisible()) {
      divide(branch);
    } else {
      unsettled = Math.min(unsettled, branch.bound());
    }
  }

  /**
   * Finds the least cost without limits: much less work than a complete search under limits, which
   * it may spare.
   */
  private void lift() {
    if (lifted || target.limits().isEmpty()) {
      return;
    }
    lifted = true;
    Search free = new Search(solver, Target.least(target.objective()), effort.left() / 4);
    Outcome outcome = free.run(List.of());
    effort.spend(free.effort.spent());
    outcome
        .best()
        .ifPresent(
            solution -> {
              floor = Math.max(0, solution.lowerBound());
              incumbent.offer(solution.devices().stream().mapToInt(Integer::intValue).toArray());
            });
  }

  /**
   * Searches; where the interval is minimised, a search only finds one that is better than the best
   * known, so it is repeated until it finds none.
   */
  private boolean settled(Branch branch, Judge judge, int width) {
    double before;
    boolean complete;
    do {
      before = incumbent.cost();
      complete = search(branch, judge, width);
    } while (target.objective() == Quantity.INTERVAL && incumbent.cost() < before);
    return complete;
  }

  private boolean search(Branch branch, Judge judge, int width) {
    long allowed = width == Integer.MAX_VALUE ? allowed(branch) : Long.MAX_VALUE;
    Effort own = new Effort(Math.min(allowed, effort.left()));
    Ceilings ceilings = new Ceilings(instance, branch.network(), target, incumbent.threshold());
    boolean complete =
        new LabelSearch(branch.network(), judge, incumbent, branch.bounds(), ceilings, own)
            .run(width);
    effort.spend(own.spent());
    return complete;
  }

  private long allowed(Branch branch) {
    return branch.divisible() ? FIRST_EFFORT << branch.depth() : Long.MAX_VALUE;
  }

  private void divide(Branch branch) {
    Relaxation.Range range = branch.range();
    double middle = branch.middle();
    int depth = branch.depth() + 1;
    Branch low = part(branch.network(), new Relaxation.Range(range.fromWatts(), middle, 0), depth);
    Branch high = part(branch.network(), new Relaxation.Range(middle, range.toWatts(), 0), depth);
    double gained = Math.min(low.bound(), high.bound()) - branch.bound();
    if (incumbent.devices().isPresent()
        && gained < WORTH * (incumbent.threshold() - branch.bound())) {
      // The gap is not the leakage's: halves would be searched twice for nothing.
      open.add(branch.whole());
    } else {
      add(low);
      add(high);
    }
  }
}
