package org.bitline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.bitline.api.result.Result.Endurance;
import org.bitline.api.result.Result.Run;
import org.junit.jupiter.api.Test;

class KindTableTest {

  @Test
  void energiesAndTimesOfAKindAreSummed() {
    Run run = Samples.result().runs().get(0);
    String table = KindTable.of(List.of(run));
    double joules =
        run.operations().stream()
            .filter(o -> o.kind().equals("static-matmul"))
            .mapToDouble(o -> o.energyJoules())
            .sum();
    assertTrue(joules > 0);
    String row = table.lines().filter(l -> l.contains("static-matmul")).findFirst().orElseThrow();
    assertTrue(row.contains(Engineering.withPrefix(joules, 3, "J")), row);
  }

  @Test
  void wearIsShownWhereCellsAreWritten() {
    Run run = Samples.result().runs().get(0);
    assertFalse(Summary.of(with(run, 0)).totals().containsKey("lifetime_s"));
    TreeMap<String, Double> worn = new TreeMap<>(Summary.of(with(run, 2)).totals());
    assertEquals(5.0, worn.get("lifetime_s"));
    assertEquals(20.0, worn.get("writes_per_inference"));
  }

  private static Run with(Run r, double worst) {
    Endurance endurance =
        new Endurance(10 * worst, worst, worst > 0 ? Optional.of(5.0) : Optional.empty());
    return new Run(
        r.name(),
        r.totals(),
        r.energy(),
        r.area(),
        r.unknown(),
        r.lowerBounds(),
        r.loading(),
        Optional.of(endurance),
        r.accuracy(),
        r.operations(),
        r.timeline(),
        r.criticalPath(),
        r.facts(),
        r.notes(),
        r.details());
  }
}
