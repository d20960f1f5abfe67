package org.bitline.mapper;

import java.util.Optional;
import org.bitline.api.base.Location;
import org.bitline.api.mapping.Mapper;
import org.bitline.api.mapping.Placement;
import org.bitline.api.unit.Param;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.osgi.service.component.annotations.Component;

/**
 * One device per kind of operation: {@code {"mapper": "by-kind", "staticMatmul": "cim",
 * "otherwise": "npu"}}.
 */
@Component(service = Mapper.class)
public final class ByKindMapper implements Mapper<ByKindMapper.Parameters> {

  /** Which device has which kind. */
  public record Parameters(
      @Param(doc = "Device of products with a weight.") String staticMatmul,
      @Param(doc = "Device of products of two activations; default: that of otherwise.")
          Optional<String> dynamicMatmul,
      @Param(doc = "Device of all other operations.") String otherwise) {}

  @Override
  public String id() {
    return "by-kind";
  }

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Plan map(Parameters parameters, Problem problem) {
    DeviceNames devices = DeviceNames.of(problem);
    Location here = problem.section().location();
    devices.checked(parameters.staticMatmul(), here.member("staticMatmul"));
    parameters.dynamicMatmul().ifPresent(d -> devices.checked(d, here.member("dynamicMatmul")));
    devices.checked(parameters.otherwise(), here.member("otherwise"));
    return new Plan(
        problem.workload().graph().operations().stream()
            .map(operation -> place(operation, parameters))
            .toList(),
        parameters.otherwise());
  }

  private static Placement place(Operation operation, Parameters parameters) {
    if (operation instanceof StaticMatmul) {
      return Placement.whole(
          operation.id(), parameters.staticMatmul(), "by kind: it is a static matmul");
    }
    if (operation instanceof DynamicMatmul && parameters.dynamicMatmul().isPresent()) {
      return Placement.whole(
          operation.id(), parameters.dynamicMatmul().get(), "by kind: it is a dynamic matmul");
    }
    return Placement.whole(
        operation.id(),
        parameters.otherwise(),
        "by kind: %s has no device of its own".formatted(operation.kind()));
  }
}
