package org.bitline.mapper.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.mapping.Mapper.Problem;
import org.bitline.api.mapping.Placement;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Gather;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.mapper.solve.Divider;
import org.bitline.mapper.solve.Division;
import org.bitline.mapper.solve.Instance;
import org.bitline.mapper.solve.Quantity;
import org.bitline.mapper.solve.Solution;
import org.bitline.mapper.solve.Target;
import org.bitline.mapper.solve.Totals;

/**
 * The best mapping of whole operations, its matrices then divided over the devices: what is proved
 * is the best division while everything that is no product with a weight stays where it is.
 */
final class ColumnDivision {

  private final Problem problem;
  private final ProblemGraph graph;
  private final Target target;
  private final Answer answer;
  private final MatrixCuts cuts;
  private final Divider.Divided divided;

  ColumnDivision(
      Problem problem, ProblemGraph graph, Target target, Answer answer, int columns, long effort) {
    this.problem = problem;
    this.graph = graph;
    this.target = target;
    this.answer = answer;
    this.cuts =
        MatrixCuts.of(problem, graph, answer.instance(), answer.solution().devices(), columns);
    this.divided = Divider.of(cuts.division(), target, effort);
  }

  Totals totals() {
    return divided.totals();
  }

  /** Matrices in parts on several devices. */
  long count() {
    long count = 0;
    for (int i = 0; i < divided.chosen().size(); i++) {
      count += ranges(i).isEmpty() ? 0 : 1;
    }
    return count;
  }

  /**
   * The instance in which parts are operations, and their devices; what stays whole can be moved
   * nowhere.
   */
  Division.Parts parts() {
    return cuts.division().parts(divided.chosen());
  }

  /** The graph in which parts and gathers are operations. */
  ProblemGraph partsGraph() {
    Division.Parts parts = parts();
    List<Operation> operations = new ArrayList<>();
    int before = -1;
    List<String> ids = new ArrayList<>();
    for (int i : parts.origins()) {
      if (i != before) {
        ids.clear();
      }
      before = i;
      List<Range> ranges = ranges(i);
      Operation whole = graph.operations().get(i);
      if (!(whole instanceof StaticMatmul matmul) || ranges.isEmpty()) {
        operations.add(whole);
      } else if (ids.size() < ranges.size()) {
        StaticMatmul part = MatrixCuts.Builder.part(matmul, ranges.get(ids.size()), ids.size());
        ids.add(part.id());
        operations.add(part);
      } else {
        operations.add(
            new Gather(
                matmul.id() + ".gather",
                matmul.layer(),
                List.copyOf(ids),
                matmul.columns().size()));
      }
    }
    return new ProblemGraph(parts.instance(), operations, graph.devices(), List.of());
  }

  /** Whether it is worth having: something is better than undivided. */
  boolean helps() {
    return divided.cost() < answer.solution().cost() * (1 - Target.TOLERANCE) && livesLongEnough();
  }

  /** A shorter latency shortens the lifetime: see {@link Lifetime}. */
  private boolean livesLongEnough() {
    double worn = Lifetime.wear(graph.wear(), homes());
    return problem
        .goal()
        .budgets()
        .lifetime()
        .map(l -> worn * l <= divided.totals().latencySeconds() * (1 + Target.TOLERANCE))
        .orElse(true);
  }

  /** Of a divided operation the device of its largest wear. */
  private List<Integer> homes() {
    List<Integer> homes = new ArrayList<>();
    Division.Parts parts = parts();
    for (int i = 0; i < graph.operations().size(); i++) {
      Map<Integer, Double> wear = graph.wear().get(i);
      int most = -1;
      for (int k = 0; k < parts.origins().size(); k++) {
        int device = parts.devices().get(k);
        if (parts.origins().get(k) == i
            && (most < 0 || wear.getOrDefault(device, 0.0) > wear.getOrDefault(most, 0.0))) {
          most = device;
        }
      }
      homes.add(most);
    }
    return homes;
  }

  /**
   * The placements.
   *
   * @param copies copies of a part's weight, by its index in {@link #parts}; 1 where absent
   */
  List<Placement> placements(Map<Integer, Integer> copies) {
    List<Placement> placements = new ArrayList<>();
    Division.Parts parts = parts();
    int before = -1;
    int number = 0;
    for (int k = 0; k < parts.origins().size(); k++) {
      int i = parts.origins().get(k);
      number = i == before ? number + 1 : 0;
      before = i;
      Placement one =
          placement(i, number, parts.instance().operations().get(k), parts.devices().get(k));
      int count = copies.getOrDefault(k, 1);
      String because = one.because() + (count > 1 ? "; its copies shorten the interval" : "");
      placements.add(
          new Placement(one.operation(), one.rows(), one.columns(), one.device(), count, because));
    }
    return placements;
  }

  private Placement placement(int i, int number, Instance.Operation part, int device) {
    String name = graph.devices().get(device);
    List<Range> ranges = ranges(i);
    String id = graph.operations().get(i).id();
    if (ranges.isEmpty()) {
      return Placement.whole(id, name, whole(i, device));
    }
    if (number == ranges.size()) {
      return Placement.whole(part.id(), name, "puts the parts together where they are read");
    }
    Range range = ranges.get(number);
    String because =
        String.format(
            Locale.ROOT,
            "%d of %d columns: %s is done with them after %s, the others at the same time",
            range.size(),
            graph.operations().get(i).width(problem.workload().sequenceLength()),
            name,
            Amount.text(Quantity.LATENCY, part.choices().get(0).latencySeconds()));
    return new Placement(id, Optional.empty(), Optional.of(range), name, 1, because);
  }

  private String whole(int i, int device) {
    if (device == answer.solution().devices().get(i)) {
      return "the best mapping of whole operations has it here";
    }
    return "with others divided, all of it is best here";
  }

  private List<Range> ranges(int i) {
    return cuts.ranges().get(i).get(divided.chosen().get(i));
  }

  SortedMap<String, Object> facts() {
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("undivided", answer.solution().cost());
    facts.put("cost", divided.cost());
    facts.put("lowerBound", divided.lowerBound());
    facts.put("gap", divided.gap());
    facts.put("effort", divided.effort());
    facts.put("matrices", count());
    return facts;
  }

  String sentence() {
    String objective = target.objective().label();
    if (!helps()) {
      return "No division of matrices over devices shortens the %s%s."
          .formatted(
              objective,
              livesLongEnough() ? "" : " without wearing cells out before the lifetime asked for");
    }
    String proof =
        divided.gap() <= Solution.PROOF
            ? "no division with everything else in place is better"
            : String.format(
                Locale.ROOT,
                "no division with everything else in place is below %s (gap %.3g %%)",
                Amount.text(target.objective(), divided.lowerBound()),
                100 * divided.gap());
    return "Matrices divided over devices: %d; the %s falls from %s to %s, and %s."
        .formatted(
            count(),
            objective,
            Amount.text(target.objective(), answer.solution().cost()),
            Amount.text(target.objective(), divided.cost()),
            proof);
  }
}
