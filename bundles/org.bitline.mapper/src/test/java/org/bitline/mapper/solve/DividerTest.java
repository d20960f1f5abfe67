package org.bitline.mapper.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DividerTest {

  private static final long LIMIT = 1_000_000;

  @Test
  void everySmallDivisionIsTheBestOfAllChoicesOfCuts() {
    int divided = 0;
    int cases = 0;
    for (long seed = 0; seed < 400; seed++) {
      Optional<Division> division = division(seed);
      if (division.isPresent()) {
        for (Quantity objective : List.of(Quantity.INTERVAL, Quantity.LATENCY)) {
          Target target = Target.least(objective);
          double best = bruteForce(division.get(), target);
          Divider.Divided found = Divider.of(division.get(), target, LIMIT);
          String what = "seed " + seed + " " + objective;
          assertEquals(best, found.cost(), 3e-9 * best, what);
          assertEquals(0, found.gap(), 3e-9, what);
          divided += found.chosen().equals(division.get().undivided()) ? 0 : 1;
          cases++;
        }
      }
    }
    assertTrue(cases > 400 && divided > 200, divided + " of " + cases + " are divided");
  }

  @Test
  void noDivisionBreaksABudgetAndNoneIsBelowTheBound() {
    int bound = 0;
    for (long seed = 0; seed < 300; seed++) {
      Optional<Division> division = division(seed);
      if (division.isPresent()) {
        Target target = limited(division.get(), seed);
        double best = bruteForce(division.get(), target);
        Divider.Divided found = Divider.of(division.get(), target, LIMIT);
        String what = "seed " + seed + " " + target;
        assertTrue(target.allows(found.totals()), what);
        assertTrue(found.lowerBound() <= best * (1 + 3e-9), what);
        assertTrue(best <= found.cost() * (1 + 3e-9), what);
        Division.Parts parts = division.get().parts(found.chosen());
        assertEquals(found.totals(), parts.totals().orElseThrow(), what);
        bound += best > bruteForce(division.get(), Target.least(target.objective())) ? 1 : 0;
      }
    }
    assertTrue(bound > 30, "limits bind in " + bound + " cases");
  }

  @Test
  void aSearchThatEndsEarlyIsRepeatedToTheSameAnswer() {
    int open = 0;
    for (long seed = 0; seed < 60; seed++) {
      Optional<Division> division = division(seed);
      if (division.isPresent()) {
        Target target = Target.least(Quantity.INTERVAL);
        Divider.Divided once = Divider.of(division.get(), target, 20);
        assertEquals(once, Divider.of(division.get(), target, 20));
        assertTrue(once.lowerBound() <= bruteForce(division.get(), target) * (1 + 3e-9));
        open += once.gap() > 1e-8 ? 1 : 0;
      }
    }
    assertTrue(open > 5, "only " + open + " ended early");
  }

  @Test
  void onlyTimesAreDivided() {
    Division division = division(1).orElseThrow();
    Target energy = Target.least(Quantity.ENERGY);
    assertEquals(
        "a division shortens the latency or the interval",
        assertThrows(IllegalArgumentException.class, () -> Divider.of(division, energy, LIMIT))
            .getMessage());
  }

  /** A random instance in its fastest assignment, some operations of which have cuts. */
  private static Optional<Division> division(long seed) {
    Random random = new Random(seed);
    Instance instance = Instances.random(seed, 2 + (int) (seed % 4), 3, 1 + (int) (seed % 3));
    Target target = Target.least(seed % 2 == 0 ? Quantity.INTERVAL : Quantity.LATENCY);
    Optional<Solution> start = new Solver(instance).solve(target, LIMIT, List.of()).best();
    return start.map(
        solution -> {
          List<List<Cut>> cuts = new ArrayList<>();
          for (int i = 0; i < instance.operations().size(); i++) {
            Instance.Operation operation = instance.operations().get(i);
            int device = solution.devices().get(i);
            List<Cut> own = new ArrayList<>();
            own.add(Cut.whole(operation, operation.on(device).orElseThrow()));
            if (operation.weight().isEmpty() && random.nextInt(3) > 0) {
              operation.choices().stream()
                  .filter(c -> c.device() != device)
                  .forEach(c -> own.add(Cut.whole(operation, c)));
              divide(operation, random, own);
            }
            cuts.add(own);
          }
          List<Integer> undivided = new ArrayList<>();
          cuts.forEach(c -> undivided.add(0));
          return new Division(instance, cuts, undivided);
        });
  }

  private static void divide(Instance.Operation operation, Random random, List<Cut> cuts) {
    List<Instance.Choice> choices = operation.choices();
    if (choices.size() < 2) {
      return;
    }
    Instance.Choice home = choices.get(random.nextInt(choices.size()));
    int tiles = 2 + random.nextInt(2);
    for (Instance.Choice other : choices) {
      Optional<Instance.Move> move = operation.move(other.device(), home.device());
      for (int n = 1; n < tiles && other != home && move.isPresent(); n++) {
        List<Integer> counts = new ArrayList<>(List.of(0, 0, 0));
        counts.set(home.device(), tiles - n);
        counts.set(other.device(), n);
        double share = (double) n / tiles;
        cuts.add(
            new Cut(
                counts,
                List.of(
                    new Cut.Part(part(other, share), Optional.of(part(move.get(), share))),
                    new Cut.Part(part(home, 1 - share), Optional.empty())),
                Optional.of(part(home, 0.1)),
                operation.moves()));
      }
    }
  }

  private static Instance.Choice part(Instance.Choice c, double share) {
    return new Instance.Choice(
        c.device(),
        c.energyJoules() * share,
        c.latencySeconds() * share,
        c.busy(),
        c.footprint().stream().map(f -> (long) Math.ceil(f * share)).toList(),
        c.noise() * share);
  }

  private static Instance.Move part(Instance.Move m, double share) {
    return new Instance.Move(
        m.from(), m.to(), m.link(), m.energyJoules() * share, m.latencySeconds() * share);
  }

  private static Target limited(Division division, long seed) {
    Random random = new Random(seed + 77);
    Totals start = division.parts(division.undivided()).totals().orElseThrow();
    TreeMap<Quantity, Double> limits = new TreeMap<>();
    for (Quantity quantity : Quantity.values()) {
      if (random.nextBoolean()) {
        limits.put(quantity, start.of(quantity) * (1 + 0.2 * random.nextDouble()));
      }
    }
    return new Target(seed % 2 == 0 ? Quantity.INTERVAL : Quantity.LATENCY, limits);
  }

  private static double bruteForce(Division division, Target target) {
    return least(division, target, new ArrayList<>());
  }

  private static double least(Division division, Target target, List<Integer> chosen) {
    if (chosen.size() == division.cuts().size()) {
      return division
          .parts(chosen)
          .totals()
          .filter(target::allows)
          .map(t -> t.of(target.objective()))
          .orElse(Double.POSITIVE_INFINITY);
    }
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < division.cuts().get(chosen.size()).size(); c++) {
      chosen.add(c);
      least = Math.min(least, least(division, target, chosen));
      chosen.remove(chosen.size() - 1);
    }
    return least;
  }
}
