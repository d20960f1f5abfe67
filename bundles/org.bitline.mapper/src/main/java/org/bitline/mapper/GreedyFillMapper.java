package org.bitline.mapper;

import org.bitline.api.mapping.Mapper;
import org.bitline.mapper.graph.Plans;
import org.osgi.service.component.annotations.Component;

/**
 * A simple rule to compare others with: {@code {"mapper": "greedy-fill"}}. Operations go to where
 * each alone is cheapest, those that save most for the space they take first, until devices are
 * full or a budget would break; see {@link org.bitline.mapper.solve.GreedyFill}.
 */
@Component(service = Mapper.class)
public final class GreedyFillMapper implements Mapper<GreedyFillMapper.Parameters> {

  /** It has none. */
  public record Parameters() {}

  @Override
  public String id() {
    return "greedy-fill";
  }

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Plan map(Parameters parameters, Problem problem) {
    return Plans.greedy(problem);
  }
}
