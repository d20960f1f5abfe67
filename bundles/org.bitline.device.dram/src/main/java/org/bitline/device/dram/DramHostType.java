package org.bitline.device.dram;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.bitline.api.device.Component;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.Device;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.DeviceType;
import org.bitline.api.unit.QuantityParser;
import org.bitline.numerics.MatrixKernels;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The device type {@code dram-host}. */
@org.osgi.service.component.annotations.Component(service = DeviceType.class)
public final class DramHostType implements DeviceType<DramHostParameters> {

  private final MatrixKernels kernels;
  private final QuantityParser quantities;

  @Activate
  public DramHostType(
      @Reference(policyOption = ReferencePolicyOption.GREEDY) MatrixKernels kernels,
      @Reference QuantityParser quantities) {
    this.kernels = kernels;
    this.quantities = quantities;
  }

  @Override
  public String id() {
    return "dram-host";
  }

  @Override
  public String summary() {
    return "A plain DRAM with a core beside it: every operation, as a roofline over its commands";
  }

  @Override
  public Class<DramHostParameters> parameters() {
    return DramHostParameters.class;
  }

  @Override
  public Device create(DramHostParameters p, DeviceContext context) {
    TreeMap<String, Component> components = new TreeMap<>();
    List<String> roles = new ArrayList<>(Roles.MEMORY);
    roles.add(Roles.CORE);
    for (String role : roles) {
      components.put(role, context.component(role));
    }
    HostTraffic traffic =
        new HostTraffic(
            p.organisation(),
            p.delays(),
            p.refresh(),
            new Cycles(p.clock(), quantities),
            p.core().window());
    return new DramHostDevice(p, new CostTable(components), traffic, kernels);
  }
}
