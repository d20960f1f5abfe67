package org.bitline.mapper.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Instances of the size of BERT-base: 171 operations, three devices. */
class EncoderTest {

  private static final long EFFORT = 20_000_000;

  @Test
  void anEncoderOfTwelveLayersIsProvedWithAndWithoutATightLatency() {
    Instance instance = BertLike.encoder(12, 1, false);
    Solver solver = new Solver(instance);
    Solution free = proved("free", solver, Target.least(Quantity.ENERGY));
    Target quiet = Target.least(Quantity.ENERGY).within(Quantity.NOISE, free.totals().noise() / 2);
    Solution fastest = proved("fastest", solver, quiet.minimising(Quantity.LATENCY));
    Target tight = quiet.within(Quantity.LATENCY, fastest.totals().latencySeconds() * 1.005);
    Solution kept = proved("tight", solver, tight);
    assertTrue(tight.allows(kept.totals()));
    assertTrue(kept.cost() > free.cost());
    assertTrue(kept.cost() < fastest.totals().energyJoules());
  }

  @Test
  void aSearchThatEndsEarlyGivesABoundAndEndsAtTheSamePlace() {
    Instance instance = BertLike.encoder(6, 2, false);
    Target target = Target.least(Quantity.ENERGY).within(Quantity.NOISE, 0.003);
    Solution full = new Solver(instance).solve(target, EFFORT, List.of()).best().orElseThrow();
    List<List<Integer>> hints = List.of(GreedyFill.of(instance, target).orElseThrow().devices());
    int early = 0;
    for (long effort = 150_000; effort <= 300_000; effort += 50_000) {
      Solution once = new Solver(instance).solve(target, effort, hints).best().orElseThrow();
      assertEquals(once, new Solver(instance).solve(target, effort, hints).best().orElseThrow());
      assertTrue(once.lowerBound() <= full.cost() * (1 + 1e-12));
      assertTrue(full.cost() <= once.cost() * (1 + Solution.PROOF));
      assertTrue(target.allows(once.totals()));
      early += once.proven() ? 0 : 1;
    }
    assertTrue(early > 0);
  }

  private static Solution proved(String what, Solver solver, Target target) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Solution solution = solver.solve(target, EFFORT, List.of()).best().orElseThrow();
    long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    System.out.printf(
        Locale.ROOT,
        "%s: %.6g, gap %.2g, effort %d, %.2f s of CPU%n",
        what,
        solution.cost(),
        solution.gap(),
        solution.effort(),
        spent * 1e-9);
    assertTrue(solution.proven(), what);
    return solution;
  }
}
