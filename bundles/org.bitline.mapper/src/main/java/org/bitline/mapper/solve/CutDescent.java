package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A good choice of cuts to start from: one operation after another is split as is best while all
 * others stay ({@link TileSplit}, exact for the one), as long as that helps.
 */
final class CutDescent {

  private static final int PASSES = 10;

  private final Division division;
  private final Quantity objective;
  private final CutIncumbent incumbent;

  CutDescent(Division division, Target target, CutIncumbent incumbent) {
    this.division = division;
    this.objective = target.objective();
    this.incumbent = incumbent;
  }

  void run() {
    for (int pass = 0; pass < PASSES; pass++) {
      List<Integer> before = incumbent.chosen();
      for (int i = 0; i < division.cuts().size(); i++) {
        if (division.free(i)) {
          split(i);
        }
      }
      if (incumbent.chosen().equals(before)) {
        return;
      }
    }
  }

  private void split(int i) {
    double[] rest = rest(i);
    TreeSet<Integer> homes = new TreeSet<>();
    division.cuts().get(i).stream().filter(Cut::divides).forEach(c -> homes.add(c.home()));
    for (int home : homes) {
      Map<List<Integer>, Integer> known = new HashMap<>();
      List<Map<Integer, Double>> parts = new ArrayList<>();
      division.instance().devices().forEach(d -> parts.add(new HashMap<>()));
      int tiles = 0;
      for (int c = 0; c < division.cuts().get(i).size(); c++) {
        Cut cut = division.cuts().get(i).get(c);
        if (cut.divides() && cut.home() == home) {
          known.put(cut.tiles(), c);
          tiles = cut.tiles().stream().mapToInt(Integer::intValue).sum();
          for (Cut.Part part : cut.parts()) {
            int d = part.choice().device();
            parts.get(d).putIfAbsent(cut.tiles().get(d), seconds(part, rest));
          }
        }
      }
      int all = tiles;
      Optional.of(all)
          .flatMap(n -> TileSplit.of(parts.stream().map(p -> times(p, n)).toList(), n))
          .map(split -> known.get(split.tiles()))
          .ifPresent(c -> offer(i, c));
    }
  }

  private void offer(int i, int cut) {
    List<Integer> other = new ArrayList<>(incumbent.chosen());
    other.set(i, cut);
    incumbent.offer(other);
  }

  /** Seconds for 0, 1, 2, … tiles of one device, as far as there are cuts with so many. */
  private static List<Double> times(Map<Integer, Double> known, int tiles) {
    List<Double> times = new ArrayList<>(List.of(0.0));
    double slowest = 0;
    for (int n = 1; n <= tiles && known.containsKey(n); n++) {
      slowest = Math.max(slowest, known.get(n));
      times.add(slowest);
    }
    return times;
  }

  /** When a part is done, or for the interval what it fills a resource up to. */
  private double seconds(Cut.Part part, double[] rest) {
    double own = part.choice().latencySeconds();
    double moved = part.move().map(Instance.Move::latencySeconds).orElse(0.0);
    if (objective == Quantity.LATENCY) {
      return own + moved;
    }
    double full = part.move().map(m -> rest[m.link()] + moved).orElse(0.0);
    for (int resource : part.choice().busy()) {
      full = Math.max(full, rest[resource] + own);
    }
    return full;
  }

  /** The loads of all operations but one. */
  private double[] rest(int i) {
    Division.Parts parts = division.parts(incumbent.chosen());
    List<Double> loads =
        Evaluation.loads(
                parts.instance(), parts.devices().stream().mapToInt(Integer::intValue).toArray())
            .orElseThrow();
    double[] rest = loads.stream().mapToDouble(Double::doubleValue).toArray();
    Cut cut = division.cut(incumbent.chosen(), i);
    cut.parts()
        .forEach(
            part -> {
              part.choice().busy().forEach(r -> rest[r] -= part.choice().latencySeconds());
              part.move().ifPresent(m -> rest[m.link()] -= m.latencySeconds());
            });
    cut.gather().ifPresent(g -> g.busy().forEach(r -> rest[r] -= g.latencySeconds()));
    return rest;
  }
}
