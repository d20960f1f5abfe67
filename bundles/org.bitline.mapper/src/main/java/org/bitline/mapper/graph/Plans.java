package org.bitline.mapper.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bitline.api.base.InfeasibleProblem;
import org.bitline.api.mapping.Mapper.Plan;
import org.bitline.api.mapping.Mapper.Point;
import org.bitline.api.mapping.Mapper.Problem;
import org.bitline.api.mapping.Placement;
import org.bitline.mapper.solve.Front;
import org.bitline.mapper.solve.GreedyFill;
import org.bitline.mapper.solve.Instance;
import org.bitline.mapper.solve.LinearBound;
import org.bitline.mapper.solve.Quantity;
import org.bitline.mapper.solve.Solution;
import org.bitline.mapper.solve.Target;
import org.bitline.mapper.solve.Totals;

/** Plans of a problem with what is known of them. */
public final class Plans {

  /** A division gets this part of the effort: its partial choices are larger. */
  private static final long DIVIDING = 20;

  private final Problem problem;
  private final ProblemGraph graph;
  private final Target target;

  private Plans(Problem problem) {
    boolean noisy = Goals.noisy(problem.goal(), problem.accuracy());
    this.problem = problem;
    this.graph = ProblemGraph.of(problem, noisy);
    this.target = Goals.target(problem.goal(), problem.accuracy());
  }

  /**
   * The best mapping, proved; for two objectives the front, and of it the mapping whose product of
   * the two is least.
   *
   * @param effort limit of each search
   * @param points of a front
   * @param copies whether weights may be copied where the interval is minimised
   * @param certificate whether a linear programme is solved beside
   * @param tileColumns columns of the tiles in which matrices are divided over devices; empty for
   *     whole operations
   */
  public static Plan best(
      Problem problem,
      long effort,
      int points,
      boolean copies,
      boolean certificate,
      OptionalInt tileColumns) {
    Plans plans = new Plans(problem);
    return Goals.objectives(problem.goal()).size() > 1
        ? plans.front(effort, points)
        : plans.single(effort, copies, certificate, tileColumns);
  }

  /** What the rule of {@link GreedyFill} gives. */
  public static Plan greedy(Problem problem) {
    return new Plans(problem).greedy();
  }

  private Plan single(long effort, boolean copies, boolean certificate, OptionalInt tileColumns) {
    Answer answer = Answer.of(graph, target, problem.goal().budgets().lifetime(), effort);
    Solution solution = answer.solution();
    SortedMap<String, Object> facts = proof(answer, certificate);
    List<String> notes = new ArrayList<>(List.of(sentence(answer)));
    if (tileColumns.isPresent()) {
      ColumnDivision division =
          new ColumnDivision(
              problem, graph, target, answer, tileColumns.getAsInt(), effort / DIVIDING);
      facts.put("division", division.facts());
      notes.add(division.sentence());
      if (division.helps()) {
        notes.set(0, "Before its division: " + notes.get(0));
        ProblemGraph parts = division.partsGraph();
        SpareCopies.Plan spare =
            spare(
                copies,
                parts,
                parts.instance(),
                division.parts().devices(),
                division.totals(),
                facts,
                notes);
        facts.put("predicted", totals(spare.totals()));
        return plan(division.placements(spare.copies()), facts, notes);
      }
    }
    SpareCopies.Plan spare =
        spare(
            copies, graph, answer.instance(), solution.devices(), solution.totals(), facts, notes);
    facts.put("predicted", totals(spare.totals()));
    return plan(
        placements(answer, solution.devices(), solution.totals(), spare.copies()), facts, notes);
  }

  /** Copies that shorten the interval, where it is the objective; says so in facts and notes. */
  private SpareCopies.Plan spare(
      boolean copies,
      ProblemGraph of,
      Instance instance,
      List<Integer> devices,
      Totals totals,
      SortedMap<String, Object> facts,
      List<String> notes) {
    if (!copies || target.objective() != Quantity.INTERVAL) {
      return new SpareCopies.Plan(Map.of(), totals);
    }
    SpareCopies.Plan spare = SpareCopies.of(problem, of, instance, target, devices, totals);
    if (!spare.copies().isEmpty()) {
      facts.put("intervalWithCopies_s", spare.totals().intervalSeconds());
      notes.add(
          "Copies of %d weights shorten the interval from %s to %s."
              .formatted(
                  spare.copies().size(),
                  Amount.text(Quantity.INTERVAL, totals.intervalSeconds()),
                  Amount.text(Quantity.INTERVAL, spare.totals().intervalSeconds())));
    }
    return spare;
  }

  private List<Placement> placements(
      Answer answer, List<Integer> devices, Totals totals, Map<Integer, Integer> copies) {
    return new Reasons(graph, answer.instance(), target, devices, totals).placements(copies);
  }

  private Plan plan(
      List<Placement> placements, SortedMap<String, Object> facts, List<String> notes) {
    return new Plan(placements, placements.get(0).device(), facts, notes, List.of());
  }

  private SortedMap<String, Object> proof(Answer answer, boolean certificate) {
    Solution solution = answer.solution();
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("objective", target.objective().label());
    facts.put("cost", solution.cost());
    facts.put("lowerBound", answer.lowerBound());
    facts.put("gap", gap(answer));
    facts.put("effort", solution.effort());
    facts.put("budgets", budgets(solution));
    if (certificate) {
      LinearBound.of(answer.instance(), target).ifPresent(b -> facts.put("linearBound", b));
    }
    return facts;
  }

  private static double gap(Answer answer) {
    double cost = answer.solution().cost();
    return cost > answer.lowerBound() ? (cost - answer.lowerBound()) / cost : 0;
  }

  /** Every limit, what the mapping takes of it, and its price where it binds. */
  private List<Object> budgets(Solution solution) {
    List<Object> budgets = new ArrayList<>();
    target
        .limits()
        .forEach(
            (quantity, limit) -> {
              Map<String, Object> budget = new LinkedHashMap<>();
              budget.put("budget", quantity.label());
              budget.put("limit", limit);
              budget.put("predicted", solution.totals().of(quantity));
              double price = solution.prices().getOrDefault(quantity, 0.0);
              budget.put("binding", price > 0 ? "yes" : "no");
              budget.put("price", price);
              budgets.add(budget);
            });
    return budgets;
  }

  private String sentence(Answer answer) {
    double gap = gap(answer);
    String cost = Amount.text(target.objective(), answer.solution().cost());
    if (gap <= Solution.PROOF) {
      return "This mapping is proved to be the best that keeps the budgets: %s %s, by the assumed densities and layer after layer."
          .formatted(target.objective().label(), cost);
    }
    return String.format(
        Locale.ROOT,
        "The search ended before its proof: %s %s, and no mapping is below %s (gap %.3g %%). A higher"
            + " \"effort\" narrows the gap.",
        target.objective().label(),
        cost,
        Amount.text(target.objective(), answer.lowerBound()),
        100 * gap);
  }

  private static SortedMap<String, Object> totals(Totals totals) {
    return new TreeMap<>(values(totals));
  }

  private static SortedMap<String, Double> values(Totals totals) {
    SortedMap<String, Double> values = new TreeMap<>();
    for (Quantity quantity : Quantity.values()) {
      values.put(quantity.label(), totals.of(quantity));
    }
    return values;
  }

  private Plan front(long effort, int points) {
    List<Quantity> objectives = Goals.objectives(problem.goal());
    Quantity first = objectives.get(0);
    Quantity second = objectives.get(1);
    // Says what cannot be, and keeps the lifetime.
    Answer answer = Answer.of(graph, target, problem.goal().budgets().lifetime(), effort);
    Front.Points front = Front.of(answer.solver(), first, second, target, points, effort);
    List<Point> made = new ArrayList<>();
    for (Front.Point point : front.points()) {
      made.add(
          new Point(
              values(point.totals()),
              placements(answer, point.devices(), point.totals(), Map.of())));
    }
    int chosen = leastProduct(front.points(), first, second);
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("objectives", objectives.stream().map(Quantity::label).toList());
    facts.put("points", made.size());
    facts.put("proved", front.proven() ? "yes" : "no");
    facts.put("predicted", totals(front.points().get(chosen).totals()));
    List<Placement> placements = made.get(chosen).placements();
    return new Plan(
        placements,
        placements.get(0).device(),
        facts,
        List.of(
            "Of %d mappings on the front of %s and %s this one, number %d, has the least product of the two; the points are %s."
                .formatted(
                    made.size(),
                    first.label(),
                    second.label(),
                    chosen + 1,
                    front.proven()
                        ? "proved to be on the front"
                        : "not all proved: a higher \"effort\" may move them")),
        made);
  }

  private static int leastProduct(List<Front.Point> points, Quantity first, Quantity second) {
    if (points.isEmpty()) {
      throw new InfeasibleProblem(
          "no mapping of the front was found. Set \"effort\" of the mapper higher.");
    }
    Comparator<Integer> byProduct =
        Comparator.comparingDouble(
            i -> points.get(i).totals().of(first) * points.get(i).totals().of(second));
    return IntStream.range(0, points.size()).boxed().min(byProduct).orElseThrow();
  }

  private Plan greedy() {
    Front.Point point =
        GreedyFill.of(graph.instance(), target)
            .orElseThrow(
                () ->
                    new InfeasibleProblem(
                        "the rule greedy-fill cannot start: the device that runs most operations"
                            + " does not hold them, or has no link to what runs the rest. Enlarge it,"
                            + " add links, or take the mapper \"optimal\"."));
    if (!target.allows(point.totals())) {
      throw broken(point.totals());
    }
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("objective", target.objective().label());
    facts.put("cost", point.totals().of(target.objective()));
    facts.put("predicted", totals(point.totals()));
    List<Placement> placements =
        new Reasons(graph, graph.instance(), target, point.devices(), point.totals())
            .placements(Map.of());
    return plan(
        placements,
        facts,
        List.of("The rule greedy-fill made this mapping; nothing is proved of it."));
  }

  private InfeasibleProblem broken(Totals totals) {
    Quantity broken =
        target.limits().keySet().stream()
            .filter(q -> totals.of(q) > target.limit(q))
            .findFirst()
            .orElseThrow();
    return new InfeasibleProblem(
        "the rule greedy-fill does not keep the %s: it comes to %s where %s is allowed. The mapper \"optimal\" finds a mapping that does, or shows that there is none."
            .formatted(
                broken == Quantity.NOISE
                    ? "accuracy budget (as noise power)"
                    : "budget on " + broken.label(),
                Amount.text(broken, totals.of(broken)),
                Amount.text(broken, target.limits().get(broken))));
  }
}
