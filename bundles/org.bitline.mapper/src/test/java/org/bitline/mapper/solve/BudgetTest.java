package org.bitline.mapper.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nothing that a solver returns breaks a limit, whatever is minimised and limited together. */
class BudgetTest {

  private static final long EFFORT = 30_000;

  @Test
  void noAssignmentBreaksALimitUnderAnyObjectiveAndAnySetOfLimits() {
    int kept = 0;
    int ended = 0;
    for (int set = 0; set < 1 << Quantity.values().length; set++) {
      for (Quantity objective : Quantity.values()) {
        for (int k = 0; k < 2; k++) {
          long seed = 1000L * set + 10L * objective.ordinal() + k;
          Instance instance = Instances.random(seed, 8 + k, 3, 3);
          Target target = new Target(objective, limits(instance, set, seed));
          Optional<Solution> found = new Solver(instance).solve(target, EFFORT, List.of()).best();
          String what = "seed " + seed + " " + target;
          if (found.isPresent()) {
            assertKept(instance, target, found.get(), what);
            ended += found.get().proven() ? 0 : 1;
            kept++;
          }
        }
      }
    }
    assertTrue(kept > 100, kept + " were found");
    assertTrue(ended < kept, ended + " ended early");
  }

  private static void assertKept(Instance instance, Target target, Solution solution, String what) {
    int[] devices = solution.devices().stream().mapToInt(Integer::intValue).toArray();
    Totals totals = Evaluation.of(Grid.onGrid(instance), devices).orElseThrow();
    assertEquals(totals, solution.totals(), what);
    assertTrue(target.allows(totals), what);
    assertTrue(solution.lowerBound() <= solution.cost(), what);
  }

  @Test
  void severalThreadsFindWhatOneFinds() {
    Instance instance = BertLike.encoder(3, 4, true);
    Solution free =
        new Solver(instance)
            .solve(Target.least(Quantity.ENERGY), 1_000_000, List.of())
            .best()
            .orElseThrow();
    Target target = Target.least(Quantity.ENERGY).within(Quantity.NOISE, free.totals().noise() / 2);
    List<Optional<Solution>> found =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(i -> new Solver(instance).solve(target, 1_000_000, List.of()).best())
            .toList();
    found.forEach(one -> assertEquals(found.get(0), one));
    assertTrue(found.get(0).isPresent());
  }

  /** Limits in the lower half of what random assignments come to. */
  private static TreeMap<Quantity, Double> limits(Instance instance, int set, long seed) {
    Random random = new Random(seed);
    List<Totals> samples = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      int[] devices =
          instance.operations().stream()
              .mapToInt(o -> o.choices().get(random.nextInt(o.choices().size())).device())
              .toArray();
      Evaluation.of(instance, devices).ifPresent(samples::add);
    }
    TreeMap<Quantity, Double> limits = new TreeMap<>();
    for (Quantity quantity : Quantity.values()) {
      if ((set >> quantity.ordinal() & 1) != 0 && !samples.isEmpty()) {
        double[] values = samples.stream().mapToDouble(t -> t.of(quantity)).sorted().toArray();
        limits.put(quantity, values[random.nextInt(1 + values.length / 2)]);
      }
    }
    return limits;
  }
}
