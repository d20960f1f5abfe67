package org.bitline.mapper;

import org.bitline.api.mapping.Mapper;
import org.bitline.api.mapping.Placement;
import org.bitline.api.unit.Param;
import org.osgi.service.component.annotations.Component;

/** All operations on one device: {@code {"mapper": "all-on", "device": "npu"}}. */
@Component(service = Mapper.class)
public final class AllOnMapper implements Mapper<AllOnMapper.Parameters> {

  /** The device. */
  public record Parameters(@Param(doc = "Device of all operations.") String device) {}

  @Override
  public String id() {
    return "all-on";
  }

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Plan map(Parameters parameters, Problem problem) {
    String device =
        DeviceNames.of(problem)
            .checked(parameters.device(), problem.section().location().member("device"));
    return new Plan(
        problem.workload().graph().operations().stream()
            .map(o -> Placement.whole(o.id(), device, "all operations are on " + device))
            .toList(),
        device);
  }
}
