package org.bitline.device.dram;

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

/** The device type {@code dram-pim}. */
@org.osgi.service.component.annotations.Component(service = DeviceType.class)
public final class DramPimType implements DeviceType<DramPimParameters> {

  private final MatrixKernels kernels;

  @Activate
  public DramPimType(
      @Reference(policyOption = ReferencePolicyOption.GREEDY) MatrixKernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public String id() {
    return "dram-pim";
  }

  @Override
  public String summary() {
    return "HBM2-PIM: FP16 matrix-vector products by units at the banks, token by token";
  }

  @Override
  public Class<DramPimParameters> parameters() {
    return DramPimParameters.class;
  }

  @Override
  public Device create(DramPimParameters parameters, DeviceContext context) {
    TreeMap<String, Component> components = new TreeMap<>();
    for (String role : Roles.ALL) {
      components.put(role, context.component(role));
    }
    return new DramPimDevice(parameters, new CostTable(components), kernels);
  }
}
