package org.bitline.mapper.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShortageTest {

  private static final long EFFORT = 1_000_000;

  @Test
  void aLimitAsWideAsTheShortageSaysIsEnoughAndALittleLessIsNot() {
    int shortages = 0;
    for (long seed = 0; seed < 200; seed++) {
      Instance instance = Instances.random(seed, 6, 3, 2);
      Target target = Instances.target(instance, seed);
      Solver solver = new Solver(instance);
      boolean feasible = solver.solve(target, EFFORT, List.of()).best().isPresent();
      boolean ever =
          solver.solve(Target.least(Quantity.NOISE), EFFORT, List.of()).best().isPresent();
      if (feasible || !ever) {
        continue;
      }
      for (Shortage shortage : Shortage.of(solver, target, EFFORT)) {
        shortages++;
        Quantity quantity = shortage.quantity().orElseThrow();
        Target others = shortage.alone() ? Target.least(quantity) : target;
        assertTrue(shortage.least() > shortage.limit());
        assertTrue(
            solver
                .solve(others.within(quantity, shortage.least() * (1 + 1e-8)), EFFORT, List.of())
                .best()
                .isPresent(),
            "seed " + seed + " " + shortage);
        assertFalse(
            solver
                .solve(others.within(quantity, shortage.least() * (1 - 1e-8)), EFFORT, List.of())
                .best()
                .isPresent(),
            "seed " + seed + " " + shortage);
      }
    }
    assertTrue(shortages > 10, shortages + " shortages");
  }

  @Test
  void aDeviceThatIsTooSmallIsNamedWithWhatMustBeHeld() {
    Instance instance =
        new Instance(
            List.of(
                new Instance.Device(
                    "cim", List.of("arrays"), List.of(10L), used -> new Instance.Holding(1, 0))),
            List.of("time"),
            List.of(operation("a", 7), operation("b", 8)));
    List<Shortage> shortages =
        Shortage.of(new Solver(instance), Target.least(Quantity.ENERGY), EFFORT);
    assertEquals(List.of(new Shortage("cim/arrays", 15, 10, true)), shortages);
    assertEquals(Optional.empty(), shortages.get(0).quantity());
  }

  private static Instance.Operation operation(String id, long arrays) {
    return new Instance.Operation(
        id,
        0,
        List.of(),
        java.util.OptionalInt.empty(),
        List.of(new Instance.Choice(0, 1, 1, List.of(0), List.of(arrays), 0)),
        List.of());
  }
}
