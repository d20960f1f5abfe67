package org.bitline.device.digital.array;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bitline.api.base.InfeasibleProblem;

/**
 * The best order of the loops over folds, and the best cut of the stream, for products of a shape.
 *
 * <p>Exhaustive: all six orders, and streams that are whole or cut in halves, quarters, … as long
 * as the cuts add no more than an eighth to the array's cycles; where none of these fits the
 * buffers, the longest tile that does. Or what is pinned. A candidate is left out only where a
 * lower bound (its compute cycles, first load and last store, or all its traffic at full bandwidth)
 * shows that it cannot be better. Ties go to less traffic, then to the longer tile and the order of
 * the letters. Plans are remembered by shape; safe to use from several threads.
 */
public final class LoopSearch {

  /** What is made small first; the other one breaks ties. */
  public enum Objective {
    LATENCY,
    TRAFFIC
  }

  /** Cycles of the array with a cut stream over those with a whole one. */
  private static final double MOST_WORK = 1.125;

  private final Geometry array;
  private final Objective objective;
  private final Optional<List<Axis>> order;
  private final int tile;
  private final Map<Key, Plan> plans = new ConcurrentHashMap<>();

  /**
   * Makes a search.
   *
   * @param order of the loops, outermost first, where it is pinned
   * @param tile steps of a fold where they are pinned; 0 to search
   */
  public LoopSearch(Geometry array, Objective objective, Optional<List<Axis>> order, int tile) {
    this.array = array;
    this.objective = objective;
    this.order = order;
    this.tile = tile;
  }

  /**
   * How products of a shape run.
   *
   * @param cycles of all of them, one after another
   * @param traffic of all of them
   */
  public record Plan(Folds folds, Tiling tiling, CycleSplit cycles, Traffic traffic) {}

  private record Key(Gemm gemm, Buffers buffers) {}

  /**
   * Something to try, of one product.
   *
   * @param bound no run of it takes fewer cycles
   */
  private record Candidate(Folds folds, Tiling tiling, Reuse reuse, Traffic traffic, double bound) {

    static Candidate of(Folds folds, Tiling tiling, Buffers buffers) {
      Reuse reuse = new Reuse(folds, tiling, buffers);
      Traffic traffic = reuse.traffic();
      double rate = buffers.bitsPerCycle();
      double busiest = 0;
      for (int p = 0; p < buffers.ports().count(); p++) {
        double bits = buffers.ports().store() == p ? traffic.written() : 0;
        for (Operand operand : Operand.values()) {
          bits += buffers.ports().load(operand) == p ? traffic.read(operand) : 0;
        }
        busiest = Math.max(busiest, bits);
      }
      double alone = folds.cycles() + (first(folds, buffers) + last(folds, buffers)) / rate;
      double bound = Math.max(alone, busiest / rate);
      return new Candidate(folds, tiling, reuse, traffic, bound);
    }

    /** Bits that must come before the first fold, by the port that carries most of them. */
    private static double first(Folds folds, Buffers buffers) {
      double a = tile(Operand.A, folds, buffers, false);
      double b = tile(Operand.B, folds, buffers, false);
      boolean together = buffers.ports().load(Operand.A) == buffers.ports().load(Operand.B);
      return together ? a + b : Math.max(a, b);
    }

    /** Bits that leave after the last fold. */
    private static double last(Folds folds, Buffers buffers) {
      return tile(Operand.C, folds, buffers, true);
    }

    private static double tile(Operand operand, Folds folds, Buffers buffers, boolean last) {
      if (!buffers.streams(operand)) {
        return 0;
      }
      double bits = operand == Operand.C ? buffers.resultBits() : buffers.operandBits();
      for (Axis axis : Axis.values()) {
        if (operand.uses(axis)) {
          bits *= folds.length(axis, last ? folds.along(axis) - 1 : 0);
        }
      }
      return bits;
    }

    boolean fits(Operand operand, Buffers buffers) {
      return !(operand == Operand.C || buffers.streams(operand)) || reuse.fits(operand);
    }

    Plan run(Buffers buffers, int count) {
      CycleSplit one = new DoubleBuffer(folds, tiling, buffers, reuse).run();
      CycleSplit split = one.stall() == 0 ? one : split(one, buffers);
      Gemm all = new Gemm(folds.gemm().m(), folds.gemm().k(), folds.gemm().n(), count);
      return new Plan(
          new Folds(all, folds.array(), folds.tile()),
          tiling,
          split.times(count),
          traffic.times(count));
    }

    /** Tells waits for a cold buffer from stalls. */
    private CycleSplit split(CycleSplit all, Buffers buffers) {
      Set<Operand> whole = reuse.whole();
      if (whole.isEmpty()) {
        return all;
      }
      Buffers warm = buffers.holding(whole);
      double stall = new DoubleBuffer(folds, tiling, warm, reuse).run().stall();
      double fill = all.fill() + all.stall() - stall;
      return new CycleSplit(all.compute(), stall, fill, all.drain());
    }
  }

  /**
   * The plan for a shape.
   *
   * @throws InfeasibleProblem where no tile fits half of its buffer
   */
  public Plan plan(Gemm gemm, Buffers buffers) {
    Key key = new Key(gemm, buffers);
    Plan known = plans.get(key);
    if (known != null) {
      return known;
    }
    Plan made = search(gemm, buffers);
    plans.put(key, made);
    return made;
  }

  /**
   * A shape under a tiling that was found for a larger one. Not remembered: there are as many of
   * these as rows that can be left out.
   *
   * @param tiling whose tiles fit
   */
  public Plan plan(Gemm gemm, Buffers buffers, Tiling tiling) {
    int steps = Math.min(tiling.tile(), gemm.extent(array.dataflow().stream()));
    Folds folds = new Folds(gemm.one(), array, steps);
    return Candidate.of(folds, new Tiling(tiling.order(), steps), buffers)
        .run(buffers, gemm.count());
  }

  private Plan search(Gemm gemm, Buffers buffers) {
    List<Candidate> candidates = candidates(gemm.one(), buffers);
    Optional<Plan> found = Optional.empty();
    for (Candidate candidate : candidates) {
      if (found.isPresent() && hopeless(candidate, found.get(), gemm.count())) {
        break;
      }
      Plan plan = candidate.run(buffers, gemm.count());
      if (found.isEmpty() || comparator().compare(plan, found.get()) < 0) {
        found = Optional.of(plan);
      }
      // Those behind have no lower bound, and none with the same one moves less.
      if (plan.cycles().total() <= gemm.count() * candidate.bound()) {
        break;
      }
    }
    return found.orElseThrow();
  }

  private boolean hopeless(Candidate candidate, Plan best, int count) {
    return objective == Objective.LATENCY
        ? count * candidate.bound() > best.cycles().total()
        : count * candidate.traffic().total() > best.traffic().total();
  }

  private Comparator<Plan> comparator() {
    Comparator<Plan> cycles = Comparator.comparingDouble(plan -> plan.cycles().total());
    Comparator<Plan> traffic = Comparator.comparingDouble(plan -> plan.traffic().total());
    return objective == Objective.LATENCY
        ? cycles.thenComparing(traffic)
        : traffic.thenComparing(cycles);
  }

  /** All that fit, the most promising first. */
  private List<Candidate> candidates(Gemm gemm, Buffers buffers) {
    int stream = gemm.extent(array.dataflow().stream());
    List<List<Axis>> orders = order.map(List::of).orElseGet(Tiling::orders);
    List<Candidate> candidates = new ArrayList<>();
    Optional<Candidate> refused = Optional.empty();
    double whole = Folds.of(gemm, array).cycles();
    int steps = tile == 0 ? stream : Math.min(tile, stream);
    while (steps > 0) {
      Folds folds = new Folds(gemm, array, steps);
      if (!candidates.isEmpty() && folds.cycles() > MOST_WORK * whole) {
        break;
      }
      for (List<Axis> loops : orders) {
        Candidate candidate = Candidate.of(folds, new Tiling(loops, steps), buffers);
        if (unfit(candidate, buffers).isEmpty()) {
          candidates.add(candidate);
        } else {
          refused = Optional.of(candidate);
        }
      }
      steps = next(steps);
    }
    if (candidates.isEmpty()) {
      throw refuse(refused.orElseThrow(), buffers);
    }
    Comparator<Candidate> bound = Comparator.comparingDouble(Candidate::bound);
    Comparator<Candidate> traffic = Comparator.comparingDouble(c -> c.traffic().total());
    candidates.sort(
        objective == Objective.LATENCY
            ? bound.thenComparing(traffic)
            : traffic.thenComparing(bound));
    return candidates;
  }

  private int next(int steps) {
    return tile != 0 || steps == 1 ? 0 : (int) Gemm.ceil(steps, 2);
  }

  private static Optional<Operand> unfit(Candidate candidate, Buffers buffers) {
    for (Operand operand : Operand.values()) {
      if (!candidate.fits(operand, buffers)) {
        return Optional.of(operand);
      }
    }
    return Optional.empty();
  }

  private static InfeasibleProblem refuse(Candidate candidate, Buffers buffers) {
    Operand operand = unfit(candidate, buffers).orElseThrow();
    double demand = candidate.reuse().working(operand, 0);
    return new InfeasibleProblem(
        String.format(
            Locale.ROOT,
            "one tile of matrix %s needs %.0f bits, and half of its buffer, the half at work, has"
                + " %.0f; give the device more SRAM, a smaller array or a shorter streamTile",
            operand,
            demand,
            buffers.half(operand)));
  }
}
