package org.bitline.device.digital;

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

/** The device type {@code roofline}. */
@org.osgi.service.component.annotations.Component(service = DeviceType.class)
public final class RooflineType implements DeviceType<RooflineParameters> {

  private final MatrixKernels kernels;

  @Activate
  public RooflineType(
      @Reference(policyOption = ReferencePolicyOption.GREEDY) MatrixKernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public String id() {
    return "roofline";
  }

  @Override
  public String summary() {
    return "Processor by its peak and its bandwidth: a CPU, a GPU, or compute beside a plain memory";
  }

  @Override
  public Class<RooflineParameters> parameters() {
    return RooflineParameters.class;
  }

  @Override
  public Device create(RooflineParameters parameters, DeviceContext context) {
    parameters.products().array();
    TreeMap<String, Component> components = new TreeMap<>();
    for (String role : Roles.ROOFLINE) {
      components.put(role, context.component(role));
    }
    return new RooflineDevice(parameters, new CostTable(components), kernels);
  }
}
