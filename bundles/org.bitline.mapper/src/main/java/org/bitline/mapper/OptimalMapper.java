package org.bitline.mapper;

import org.bitline.api.mapping.Mapper;
import org.bitline.api.unit.Param;
import org.bitline.mapper.graph.Plans;
import org.osgi.service.component.annotations.Component;

/**
 * The best placement of whole operations, with a proof: {@code {"mapper": "optimal"}}. It minimises
 * the experiment's {@code objectives} (the energy where there are none) within its {@code budgets};
 * of two objectives it gives the front. What is proved holds for the costs of {@link
 * org.bitline.api.mapping.Estimator} and the schedule {@code layer-barrier}.
 *
 * @see org.bitline.mapper.solve.Solver
 */
@Component(service = Mapper.class)
public final class OptimalMapper implements Mapper<OptimalMapper.Parameters> {

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
          boolean certificate) {}

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
    return Plans.best(problem, p.effort(), p.points(), p.copies(), p.certificate());
  }
}
