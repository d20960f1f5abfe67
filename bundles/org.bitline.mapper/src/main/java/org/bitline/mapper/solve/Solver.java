package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The best assignment of an {@link Instance}, with a proof.
 *
 * <p><b>How.</b> The problem is divided by the set of devices that may be used, and a part by the
 * range in which the watts that leak lie. In a part all of its devices are charged. That is too
 * much for an assignment that uses fewer, but such a one is in the part of its own devices, at its
 * true cost; so the best over the parts is the best of all. Of each set of devices the layers'
 * columns are made once ({@link LayerSearch}). A part is bounded by a {@link Lagrangian} of the
 * {@link Relaxation}, narrow label searches look for good assignments, and {@link LabelSearch}
 * settles it. Where that takes too long because energy is dynamic energy plus leakage times
 * latency, the range of the leakage is halved: in a narrow range the product is nearly linear, and
 * the bound nearly the cost.
 *
 * <p><b>What is proved.</b> Parts are taken in the order of their bounds until none is below the
 * best cost found. Each is then either settled or bounded by at least that cost (less a relative
 * {@value Incumbent#PROOF}). The least cost without limits is a lower bound too, and cheap: it is
 * found after the first narrow search under limits. Where the effort is spent before, the lowest
 * bound of what is left is the lower bound of all.
 *
 * <p><b>Exactness of arithmetic.</b> See {@link Grid}.
 */
public final class Solver {

  private final Instance instance;
  private final List<Holdings> holdings = new ArrayList<>();
  private final Map<Key, Network> networks = new HashMap<>();

  private record Key(Set<Quantity> concerned, int mask) {}

  /**
   * A solver keeps the columns of its instance for the targets that concern the same quantities.
   * Not for use by two threads at once.
   */
  public Solver(Instance instance) {
    if (instance.operations().isEmpty()) {
      throw new IllegalArgumentException("there is no operation to place");
    }
    this.instance = Grid.onGrid(instance);
    for (int d = 0; d < instance.devices().size(); d++) {
      holdings.add(Holdings.of(this.instance, d));
    }
  }

  /** What came of a search. */
  public sealed interface Outcome {

    /** An assignment that keeps all limits. */
    record Found(Solution solution) implements Outcome {}

    /** Proved: none keeps them. */
    record Infeasible(long effort) implements Outcome {}

    /** The effort was spent before one was found, or none was proved to exist. */
    record Unknown(long effort) implements Outcome {}

    /** The assignment, if there is one. */
    default Optional<Solution> best() {
      return this instanceof Found found ? Optional.of(found.solution()) : Optional.empty();
    }
  }

  /** The instance, its numbers rounded as they are summed. */
  public Instance instance() {
    return instance;
  }

  /**
   * Solves.
   *
   * @param limit effort: the most partial assignments that are looked at, at least 1
   * @param hints assignments to start from; those that break a limit are ignored
   */
  public Outcome solve(Target target, long limit, List<List<Integer>> hints) {
    return new Search(this, target, limit).run(hints);
  }

  List<Holdings> holdings() {
    return holdings;
  }

  /** The columns for a set of devices; with layers missing where the effort is spent. */
  Network network(Target target, int mask, Effort effort) {
    Set<Quantity> concerned = EnumSet.of(target.objective());
    concerned.addAll(target.limits().keySet());
    Key key = new Key(concerned, mask);
    Network known = networks.get(key);
    if (known != null) {
      return known;
    }
    Network made =
        Network.of(instance, Dimensions.of(instance, holdings, target, mask), mask, effort);
    if (effort.left() > 0) {
      networks.put(key, made);
    }
    return made;
  }
}
