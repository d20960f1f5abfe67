package org.bitline.device.reram;

import java.util.Map;
import java.util.TreeMap;
import org.bitline.api.device.Component;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.Device;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.DeviceType;
import org.bitline.device.reram.array.ArrayDesign;
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
    if (parameters.fidelity() == ReramParameters.Fidelity.STATISTICAL
        && Crossbar.of(design, parameters.weights().bits()).isEmpty()) {
      throw new IllegalArgumentException(
          "fidelity is statistical, and moments are known only for inputs of one bit a step that"
              + " are converted step by step in one range for all slices, on linear arrays of the"
              + " partition maximal; set fidelity to exact");
    }
    TreeMap<String, Component> components = new TreeMap<>();
    for (String role : Roles.ALL) {
      Map<String, Object> decided =
          role.equals(Roles.ADC) && parameters.adc().bits() > 0
              ? Map.of("bits", (long) parameters.adc().bits())
              : Map.of();
      components.put(role, context.component(role, decided));
    }
    return new ReramDevice(parameters, new CostTable(components), kernels, dense);
  }
}
