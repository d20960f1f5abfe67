package org.bitline.mapper.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FillAndSplitTest {

  @Test
  void theGreedyRuleNeverCostsLessThanTheProvedAssignment() {
    int worse = 0;
    for (long seed = 0; seed < 100; seed++) {
      Instance instance = Instances.random(seed, 8, 3, 3);
      Target target = Target.least(Quantity.ENERGY);
      Optional<Front.Point> greedy = GreedyFill.of(instance, target);
      if (greedy.isPresent()) {
        double best =
            new Solver(instance).solve(target, 1_000_000, List.of()).best().orElseThrow().cost();
        assertTrue(greedy.get().totals().energyJoules() >= best * (1 - 1e-8), "seed " + seed);
        worse += greedy.get().totals().energyJoules() > best * 1.001 ? 1 : 0;
      }
    }
    assertTrue(worse > 20, "only " + worse + " differ");
  }

  @Test
  void theGreedyRuleFillsByWhatIsSavedPerArray() {
    // Home is d0; d1 holds 10 arrays. Saved per array: a 3/6, b 4/5, c 1/1.
    Instance instance =
        new Instance(
            List.of(
                new Instance.Device("d0", List.of(), List.of(), u -> new Instance.Holding(0, 0)),
                new Instance.Device(
                    "d1", List.of("arrays"), List.of(10L), u -> new Instance.Holding(0, 0))),
            List.of("time", "link"),
            List.of(operation("a", 3, 6), operation("b", 4, 5), operation("c", 1, 1)));
    assertEquals(
        List.of(0, 1, 1),
        GreedyFill.of(instance, Target.least(Quantity.ENERGY)).orElseThrow().devices());
  }

  private static Instance.Operation operation(String id, double saved, long arrays) {
    return new Instance.Operation(
        id,
        0,
        List.of(),
        java.util.OptionalInt.empty(),
        List.of(
            new Instance.Choice(0, 10, 1, List.of(0), List.of(), 0),
            new Instance.Choice(1, 10 - saved, 1, List.of(0), List.of(arrays), 0)),
        List.of());
  }

  @Test
  void tilesAreSplitAsTryingAllCountsWould() {
    Random random = new Random(5);
    for (int trial = 0; trial < 300; trial++) {
      List<List<Double>> times = new ArrayList<>();
      for (int d = 0; d < 3; d++) {
        times.add(times(random, 1 + random.nextInt(7)));
      }
      int tiles = 1 + random.nextInt(14);
      double best = Double.POSITIVE_INFINITY;
      for (int a = 0; a < times.get(0).size(); a++) {
        for (int b = 0; b < times.get(1).size(); b++) {
          int c = tiles - a - b;
          if (c >= 0 && c < times.get(2).size()) {
            double slowest =
                Math.max(times.get(0).get(a), Math.max(times.get(1).get(b), times.get(2).get(c)));
            best = Math.min(best, slowest);
          }
        }
      }
      Optional<TileSplit.Split> split = TileSplit.of(times, tiles);
      assertEquals(best < Double.POSITIVE_INFINITY, split.isPresent());
      if (split.isPresent()) {
        assertEquals(best, split.get().seconds());
        assertEquals(tiles, split.get().tiles().stream().mapToInt(Integer::intValue).sum());
      }
    }
  }

  private static List<Double> times(Random random, int most) {
    List<Double> times = new ArrayList<>();
    double seconds = random.nextInt(3);
    for (int n = 0; n <= most; n++) {
      times.add(seconds);
      seconds += random.nextInt(5);
    }
    return times;
  }

  @Test
  void copiesAreGivenAsTryingAllCountsWould() {
    Random random = new Random(6);
    for (int trial = 0; trial < 300; trial++) {
      double[] seconds = {1 + random.nextInt(20), 1 + random.nextInt(20), 1 + random.nextInt(20)};
      long[] sizes = {1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(4)};
      long left = random.nextInt(16);
      List<Copies.Candidate> candidates = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        double whole = seconds[i];
        candidates.add(new Copies.Candidate(copies -> Math.ceil(whole / copies), 0, sizes[i], 8));
      }
      double best = Double.POSITIVE_INFINITY;
      for (int code = 0; code < 512; code++) {
        int[] c = {1 + code % 8, 1 + code / 8 % 8, 1 + code / 64};
        long used = sizes[0] * (c[0] - 1) + sizes[1] * (c[1] - 1) + sizes[2] * (c[2] - 1);
        if (used <= left) {
          best = Math.min(best, slowest(seconds, c));
        }
      }
      List<Integer> copies = Copies.of(candidates, List.of(left));
      int[] found = copies.stream().mapToInt(Integer::intValue).toArray();
      assertEquals(best, slowest(seconds, found), "trial " + trial);
    }
  }

  private static double slowest(double[] seconds, int[] copies) {
    double slowest = 0;
    for (int i = 0; i < copies.length; i++) {
      slowest = Math.max(slowest, Math.ceil(seconds[i] / copies[i]));
    }
    return slowest;
  }
}
