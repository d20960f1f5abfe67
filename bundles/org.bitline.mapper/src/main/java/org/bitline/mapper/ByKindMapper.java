package org.bitline.mapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitline.api.base.Location;
import org.bitline.api.mapping.Mapper;
import org.bitline.api.mapping.Placement;
import org.bitline.api.unit.Param;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.LaneSum;
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
      @Param(doc = "Device of all other operations.") String otherwise,
      @Param(
              doc =
                  "Device of the addition of partial sums that a product's device leaves; default:"
                      + " that of otherwise where it can, else the product's own.")
          Optional<String> laneSum) {

    /** Lane sums where they are by default. */
    public Parameters(String staticMatmul, Optional<String> dynamicMatmul, String otherwise) {
      this(staticMatmul, dynamicMatmul, otherwise, Optional.empty());
    }
  }

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
    parameters.laneSum().ifPresent(d -> devices.checked(d, here.member("laneSum")));
    List<Placement> placements = new ArrayList<>();
    for (Operation operation : problem.workload().graph().operations()) {
      Placement own = place(operation, parameters);
      placements.add(own);
      laneSum(operation, own, parameters, problem).ifPresent(placements::add);
    }
    return new Plan(placements, parameters.otherwise());
  }

  private static Optional<Placement> laneSum(
      Operation product, Placement own, Parameters parameters, Problem problem) {
    int sums = problem.devices().get(own.device()).partialSums(product);
    String id = product.id() + ".sum";
    String device = parameters.laneSum().orElse(parameters.otherwise());
    if (sums == 1 || parameters.laneSum().isEmpty() && !takes(device, id, product, sums, problem)) {
      return Optional.empty();
    }
    return Optional.of(
        Placement.whole(id, device, "by kind: it adds what \"%s\" leaves".formatted(own.device())));
  }

  private static boolean takes(
      String device, String id, Operation product, int sums, Problem problem) {
    return problem.devices().get(device).supports(new LaneSum(id, product, sums)).supported();
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
