package org.bitline.mapper.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.bitline.mapper.solve.Solver.Outcome;
import org.junit.jupiter.api.Test;

class SolverTest {

  private static final long LIMIT = 20_000_000;

  @Test
  void everySmallInstanceHasTheCostOfTheBestOfAllAssignments() {
    int infeasible = 0;
    for (long seed = 0; seed < 600; seed++) {
      int operations = 1 + (int) (seed % 8);
      Instance instance =
          Instances.random(seed, operations, 1 + (int) (seed % 3), 1 + (int) (seed % 4));
      Target target = Instances.target(instance, seed);
      Optional<Totals> expected = Instances.bruteForce(instance, target);
      Outcome outcome = new Solver(instance).solve(target, LIMIT, List.of());
      String what = "seed " + seed + " " + target;
      if (expected.isEmpty()) {
        assertInstanceOf(Outcome.Infeasible.class, outcome, what);
        infeasible++;
      } else {
        Solution solution = outcome.best().orElseThrow(() -> new AssertionError(what));
        double best = expected.get().of(target.objective());
        assertTrue(solution.proven(), what);
        assertEquals(best, solution.cost(), 2e-9 * best, what);
        assertTrue(target.allows(solution.totals()), what);
      }
    }
    assertTrue(infeasible > 10 && infeasible < 300, infeasible + " were infeasible");
  }

  @Test
  void noCostIsBelowTheLinearProgramme() {
    int near = 0;
    for (long seed = 0; seed < 80; seed++) {
      Instance instance = Instances.random(seed, 10, 3, 3);
      Target target = Instances.target(instance, seed);
      Outcome outcome = new Solver(instance).solve(target, LIMIT, List.of());
      double linear = LinearBound.of(instance, target).orElseThrow();
      double cost = outcome.best().map(Solution::cost).orElse(Double.POSITIVE_INFINITY);
      assertTrue(
          linear <= cost + 1e-6 * Math.abs(cost) + 1e-9,
          "seed " + seed + ": " + linear + " > " + cost);
      near += cost < Double.POSITIVE_INFINITY && linear > 0.7 * cost ? 1 : 0;
    }
    assertTrue(near > 20, "only " + near + " programmes are near");
  }
}
