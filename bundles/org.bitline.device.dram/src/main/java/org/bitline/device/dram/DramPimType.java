package org.bitline.device.dram;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.bitline.api.device.Component;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.Device;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.DeviceType;
import org.bitline.api.unit.QuantityParser;
import org.bitline.api.unit.RecordReader;
import org.bitline.device.dram.DramPimParameters.Kernel;
import org.bitline.device.dram.DramPimParameters.Level;
import org.bitline.device.dram.DramPimParameters.Style;
import org.bitline.device.dram.numeric.Arithmetic;
import org.bitline.device.dram.numeric.Arithmetics;
import org.bitline.numerics.HalfKernels;
import org.bitline.numerics.MatrixKernels;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The device type {@code dram-pim}. */
@org.osgi.service.component.annotations.Component(service = DeviceType.class)
public final class DramPimType implements DeviceType<DramPimParameters> {

  private final MatrixKernels kernels;
  private final HalfKernels halves;
  private final QuantityParser quantities;
  private final RecordReader reader;

  @Activate
  public DramPimType(
      @Reference(policyOption = ReferencePolicyOption.GREEDY) MatrixKernels kernels,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) HalfKernels halves,
      @Reference QuantityParser quantities,
      @Reference RecordReader reader) {
    this.reader = reader;
    this.kernels = kernels;
    this.halves = halves;
    this.quantities = quantities;
  }

  @Override
  public String id() {
    return "dram-pim";
  }

  @Override
  public String summary() {
    return "DRAM with processing units at banks, bank groups, devices or channels: matrix products";
  }

  @Override
  public Class<DramPimParameters> parameters() {
    return DramPimParameters.class;
  }

  @Override
  public Device create(DramPimParameters p, DeviceContext context) {
    check(p);
    Optional<CustomProgram> program =
        p.program().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new CustomProgram(
                    p.program(), section -> reader.bind(section, StepParameters.class)));
    PimWork work = new PimWork(p, new Cycles(p.clock(), quantities), program);
    TreeMap<String, Component> components = new TreeMap<>();
    List<String> roles = new ArrayList<>(Roles.MEMORY);
    roles.addAll(List.of(Roles.PIM_UNIT, Roles.HOST));
    for (String role : roles) {
      components.put(role, context.component(role));
    }
    return new DramPimDevice(p, new CostTable(components), work, arithmetic(p, false), leaving(p));
  }

  private static void checkProgram(DramPimParameters p) {
    if ((p.unit().kernel() == Kernel.PROGRAM) == p.program().isEmpty()) {
      throw new IllegalArgumentException(
          "unit.kernel program and the key \"program\" go together; give both, or neither");
    }
    if (!p.program().isEmpty() && p.unit().style() != Style.REGISTERS) {
      throw new IllegalArgumentException(
          "a program of its own is for unit.style registers; set it so, or take \"program\" away");
    }
  }

  private static void check(DramPimParameters p) {
    checkProgram(p);
    if (p.unit().style() != Style.INDEPENDENT && p.unit().level() != Level.BANK) {
      throw new IllegalArgumentException(
          "unit.level is not bank, which only units of style independent allow; set unit.style to"
              + " independent, or unit.level to bank");
    }
    int bits = p.unit().numbers().bits();
    if (p.organisation().burstBits() % bits != 0) {
      throw new IllegalArgumentException(
          "organisation.burst has "
              + p.organisation().burstBits()
              + " bits, no whole count of numbers of "
              + bits
              + " bits; change it or unit.numbers");
    }
    if (p.organisation().banks() % p.unit().banksPerUnit() != 0) {
      throw new IllegalArgumentException(
          "unit.banksPerUnit is "
              + p.unit().banksPerUnit()
              + ", which does not divide the "
              + p.organisation().banks()
              + " banks of a channel");
    }
  }

  /** Lanes of FP16 registers have accumulators of their own, which nothing in a bank adds up. */
  private Optional<Arithmetic> leaving(DramPimParameters p) {
    boolean lanes =
        p.unit().style() == Style.REGISTERS && p.unit().numbers() == DramPimParameters.Numbers.FP16;
    return lanes ? Optional.of(arithmetic(p, true)) : Optional.empty();
  }

  private Arithmetic arithmetic(DramPimParameters p, boolean leavesSums) {
    boolean evenFirst = p.unit().style() == Style.REGISTERS && p.unit().kernel() != Kernel.REUSE;
    int tile = p.lanes() * p.unit().inputBursts();
    return switch (p.unit().numbers()) {
      case FP16 -> Arithmetics.half(halves, p.lanes(), tile, evenFirst, leavesSums);
      case BF16 -> Arithmetics.brain(p.lanes());
      case INT8 -> Arithmetics.integer();
      case FP32 -> Arithmetics.single(kernels, DramPimParameters.Numbers.FP32.bits());
    };
  }
}
