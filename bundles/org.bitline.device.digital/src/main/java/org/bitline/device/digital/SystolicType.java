package org.bitline.device.digital;

import java.util.Map;
import java.util.TreeMap;
import org.bitline.api.device.Component;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.Device;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.DeviceType;
import org.bitline.numerics.MatrixKernels;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The device type {@code systolic}. */
@org.osgi.service.component.annotations.Component(service = DeviceType.class)
public final class SystolicType implements DeviceType<SystolicParameters> {

  private final MatrixKernels kernels;

  @Activate
  public SystolicType(
      @Reference(policyOption = ReferencePolicyOption.GREEDY) MatrixKernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public String id() {
    return "systolic";
  }

  @Override
  public String summary() {
    return "Systolic array (output, weight or input stationary; int, fp16, bf16) with a vector unit";
  }

  @Override
  public Class<SystolicParameters> parameters() {
    return SystolicParameters.class;
  }

  @Override
  public Device create(SystolicParameters parameters, DeviceContext context) {
    TreeMap<String, Component> components = new TreeMap<>();
    for (String role : Roles.ALL) {
      components.put(
          role,
          role.equals(Roles.MAC)
              ? context.component(role, numbers(parameters.array()))
              : context.component(role));
    }
    return new SystolicDevice(context.name(), parameters, new CostTable(components), kernels);
  }

  /** What the array's numbers decide of its multiply-accumulate units. */
  private static Map<String, Object> numbers(SystolicParameters.Array array) {
    return switch (array.format()) {
      case INT -> Map.of("bits", array.operandBits(), "accumulator", array.accumulatorBits());
      case FP16 -> Map.of("mantissa", 11);
      case BF16 -> Map.of("mantissa", 8);
      case FP32 -> Map.of("mantissa", 24);
    };
  }
}
