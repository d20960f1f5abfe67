package org.bitline.device.reram;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitline.api.device.Component;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.Device;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.DeviceType;
import org.bitline.api.device.NonIdeality;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.FaultMap;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.MatrixKernels;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The device type {@code reram}. */
@org.osgi.service.component.annotations.Component(service = DeviceType.class)
public final class ReramType implements DeviceType<ReramParameters> {

  private final CrossbarKernels kernels;
  private final MatrixKernels dense;

  @Activate
  public ReramType(
      @Reference(policyOption = ReferencePolicyOption.GREEDY) CrossbarKernels kernels,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) MatrixKernels dense) {
    this.kernels = kernels;
    this.dense = dense;
  }

  @Override
  public String id() {
    return "reram";
  }

  @Override
  public String summary() {
    return "ReRAM crossbars: pairs or offsets, bit slices, cell errors, wires, a conversion per column";
  }

  @Override
  public Class<ReramParameters> parameters() {
    return ReramParameters.class;
  }

  @Override
  public List<NonIdeality<ReramParameters>> nonIdealities(ReramParameters parameters) {
    return NonIdealities.of(parameters);
  }

  @Override
  public List<String> warnings(ReramParameters parameters) {
    return Warnings.of(parameters);
  }

  @Override
  public Device create(ReramParameters parameters, DeviceContext context) {
    boolean sliced = parameters.weights().mapping().sliced();
    if (sliced && parameters.weights().bits() - 1 < parameters.cell().bits()) {
      throw new IllegalArgumentException(
          "weights.bits is "
              + parameters.weights().bits()
              + " and cell.bits "
              + parameters.cell().bits()
              + "; a cell cannot hold more bits than a weight's magnitude");
    }
    // Refuses combinations that no array has.
    ArrayDesign design =
        Designs.of(parameters, parameters.weights().bits(), parameters.input().bits());
    Refusals.check(parameters, design);
    Optional<FaultMap> faults =
        parameters
            .faults()
            .map()
            .map(
                name ->
                    FaultMaps.read(
                        context.file(name),
                        parameters.array().rows(),
                        parameters.array().columns()));
    CostTable costs = costs(parameters, context);
    return new ReramDevice(parameters, costs, kernels, dense, faults);
  }

  /** The prices of a device of these parameters. */
  static CostTable costs(ReramParameters p, DeviceContext context) {
    Periphery.check(p);
    CostTable costs = new CostTable(components(p, context));
    Periphery.check(p, costs);
    return costs;
  }

  private static TreeMap<String, Component> components(ReramParameters p, DeviceContext context) {
    TreeMap<String, Component> components = new TreeMap<>();
    for (String role : Roles.REQUIRED) {
      components.put(role, context.component(role, decided(role, p)));
    }
    for (String role : Roles.OPTIONAL) {
      if (context.names(role)) {
        components.put(role, context.component(role, decided(role, p)));
      }
    }
    return components;
  }

  /** Parameters of a component that the device's own decide. */
  private static Map<String, Object> decided(String role, ReramParameters p) {
    Map<String, Object> decided = new TreeMap<>();
    decided.put("rows", (long) p.array().rows());
    decided.put("columns", (long) p.array().columns());
    decided.put("input_bits", (long) p.input().bits());
    decided.put("adc_bits", (long) p.adc().resolution());
    if (role.equals(Roles.ADC) && p.adc().resolution() > 0) {
      decided.put("bits", (long) p.adc().resolution());
    }
    return decided;
  }
}
