package org.bitline.mapper;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.bitline.api.base.InputProblem;
import org.bitline.api.mapping.Mapper;
import org.bitline.api.unit.Param;
import org.bitline.mapper.graph.Goals;
import org.bitline.mapper.graph.Plans;
import org.bitline.mapper.solve.Quantity;
import org.osgi.service.component.annotations.Component;

/**
 * The best placement of whole operations, with a proof: {@code {"mapper": "optimal"}}. It minimises
 * the experiment's {@code objectives} (the energy where there are none) within its {@code budgets};
 * of two objectives it gives the front. What is proved holds for the costs of {@link
 * org.bitline.api.mapping.Estimator} and the schedule {@code layer-barrier}. With {@code "divide":
 * true} the matrices of the best mapping are then divided over the devices, for a shorter interval
 * or latency.
 *
 * @see org.bitline.mapper.solve.Solver
 */
@Component(service = Mapper.class)
public final class OptimalMapper implements Mapper<OptimalMapper.Parameters> {

  private static final Set<Quantity> TIMES = Set.of(Quantity.INTERVAL, Quantity.LATENCY);

  /** How long it may search, and what it shows. */
  public record Parameters(
      @Param(
              doc =
                  "Limit of each search, in partial placements: the same on every machine. Where it"
                      + " is reached the gap is stated.",
              byDefault = "20000000",
              min = 1000)
          long effort,
      @Param(
              doc = "Mappings on the front of two objectives, at most.",
              byDefault = "20",
              min = 2,
              max = 200)
          int points,
      @Param(
              doc =
                  "Whether weights are copied to space left over, where the interval is minimised.",
              byDefault = "true")
          boolean copies,
      @Param(
              doc =
                  "Whether a linear programme gives a second lower bound, found independently of the"
                      + " first; it takes longer than the search.",
              byDefault = "false")
          boolean certificate,
      @Param(
              doc =
                  "Whether matrices are then divided by columns over the devices, where the"
                      + " interval or the latency is the one objective.",
              byDefault = "false")
          boolean divide,
      @Param(
              doc =
                  "Columns of the whole tiles in which matrices are divided; a multiple of what the"
                      + " devices take at a time wastes least.",
              byDefault = "128",
              min = 1)
          int tileColumns) {}

  @Override
  public String id() {
    return "optimal";
  }

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Plan map(Parameters p, Problem problem) {
    List<Quantity> objectives = Goals.objectives(problem.goal());
    if (p.divide() && !TIMES.containsAll(objectives) || p.divide() && objectives.size() > 1) {
      throw new InputProblem(
          problem.section().location().member("divide"),
          "matrices are divided for the interval or the latency alone, but \"objectives\" are %s. Set \"objectives\" to [\"interval\"] or [\"latency\"], or \"divide\" to false."
              .formatted(objectives.stream().map(Quantity::label).toList()));
    }
    return Plans.best(
        problem,
        p.effort(),
        p.points(),
        p.copies(),
        p.certificate(),
        p.divide() ? OptionalInt.of(p.tileColumns()) : OptionalInt.empty());
  }
}
