package org.bitline.mapper.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrontTest {

  @Test
  void noAssignmentIsBetterThanAPointInOneObjectiveAndAsGoodInTheOther() {
    int points = 0;
    for (long seed = 0; seed < 40; seed++) {
      Instance instance = Grid.onGrid(Instances.random(seed, 6, 3, 2));
      Target none = Target.least(Quantity.ENERGY);
      Front.Points front =
          Front.of(new Solver(instance), Quantity.ENERGY, Quantity.LATENCY, none, 8, 1_000_000);
      List<Totals> all = all(instance);
      assertEquals(all.isEmpty(), front.points().isEmpty());
      for (Front.Point point : front.points()) {
        points++;
        assertFalse(
            all.stream().anyMatch(other -> better(other, point.totals())),
            "seed " + seed + " " + point);
      }
    }
    assertTrue(points > 80, points + " points");
  }

  @Test
  void aFrontHasTwoObjectives() {
    Solver solver = new Solver(Instances.random(1, 3, 2, 1));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Front.of(solver, Quantity.AREA, Quantity.AREA, Target.least(Quantity.AREA), 5, 1_000));
  }

  private static boolean better(Totals a, Totals b) {
    double slack = 1e-8;
    boolean noWorse =
        a.energyJoules() <= b.energyJoules() * (1 + 1e-12)
            && a.latencySeconds() <= b.latencySeconds() * (1 + 1e-12);
    return noWorse
        && (a.energyJoules() < b.energyJoules() * (1 - slack)
            || a.latencySeconds() < b.latencySeconds() * (1 - slack));
  }

  private static List<Totals> all(Instance instance) {
    List<Totals> all = new ArrayList<>();
    int n = instance.operations().size();
    for (int code = 0; code < Math.pow(3, n); code++) {
      int[] devices = new int[n];
      int rest = code;
      for (int i = 0; i < n; i++) {
        devices[i] = rest % 3;
        rest /= 3;
      }
      Optional<Totals> totals = Evaluation.of(instance, devices);
      totals.ifPresent(all::add);
    }
    return all;
  }
}
