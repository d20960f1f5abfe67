package org.bitline.device.reram;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.Device;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.device.Resident;
import org.bitline.api.device.Support;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.device.reram.array.FaultMap;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.MatrixKernels;

/** A chip of ReRAM crossbars. */
final class ReramDevice implements Device {

  private final ReramParameters p;
  private final CostTable costs;
  private final Programmer programmer;
  private final ReramCosts taking;

  ReramDevice(
      ReramParameters p,
      CostTable costs,
      CrossbarKernels kernels,
      MatrixKernels dense,
      Optional<FaultMap> faults) {
    this.p = p;
    this.costs = costs;
    this.programmer = new Programmer(p, kernels, dense, faults);
    this.taking = new ReramCosts(p, costs);
  }

  @Override
  public Support supports(Operation operation) {
    if (operation instanceof StaticMatmul matmul) {
      int bits = taking.bits(matmul);
      if (bits > p.weights().bits()) {
        return Support.no(
            "its "
                + p.slices(p.weights().bits())
                + " slices hold weights of "
                + p.weights().bits()
                + " bits, and quantise asks for "
                + bits);
      }
      return takes(matmul.activations());
    } else if (operation instanceof DynamicMatmul matmul) {
      return takes(matmul.activations());
    }
    return Support.no("crossbar arrays compute matrix products alone");
  }

  private Support takes(Optional<ActivationFormat> format) {
    int bits = format.map(ActivationFormat::bits).orElse(p.input().bits());
    if (format.isPresent() && !p.input().signed()) {
      return Support.no("its inputs have no sign, and quantise rounds to signed codes");
    }
    Optional<Support> range = format.flatMap(this::shared);
    if (range.isPresent()) {
      return range.get();
    }
    if (bits > p.input().bits()) {
      return Support.no(
          "its inputs have " + p.input().bits() + " bits, and quantise asks for " + bits);
    }
    return Support.yes();
  }

  /** Why inputs cannot have the scales that quantise asks for. */
  private Optional<Support> shared(ActivationFormat format) {
    boolean perToken = format.scope() == ActivationFormat.Scope.TOKEN;
    return switch (p.input().range()) {
      case VECTOR -> Optional.empty();
      case TENSOR ->
          perToken
              ? Optional.of(
                  Support.no(
                      "its inputs share one range (input.range tensor), and quantise asks for one"
                          + " per token"))
              : Optional.empty();
      case CALIBRATED ->
          Optional.of(
              Support.no(
                  "its input range is fixed (input.range calibrated), and quantise asks for one"
                      + " per "
                      + format.scope().name().toLowerCase(Locale.ROOT)));
    };
  }

  @Override
  public Footprint capacity() {
    return taking.capacity();
  }

  @Override
  public Footprint footprint(Operation operation) {
    return taking.footprint(operation);
  }

  @Override
  public Timing timing(Operation operation, Load load) {
    return taking.timing(operation, load);
  }

  @Override
  public void account(Operation operation, Load load, Ledger ledger) {
    taking.account(operation, load, ledger);
  }

  @Override
  public double loading(Operation operation, Ledger ledger) {
    return taking.loading(operation, ledger);
  }

  @Override
  public Resident place(StaticMatmul matmul, Tensors tensors, RandomStream random) {
    Tensor whole = tensors.get(matmul.weight().identity());
    WeightCodes codes =
        WeightCodes.of(whole, matmul.rows(), matmul.columns(), matmul.weight().scales(), p);
    Place place = new Place(matmul.rows().from(), matmul.columns().from(), whole.columns());
    int bits = taking.inputBits(matmul.activations());
    Programmed product =
        new Calibration(p).programmed(programmer.program(codes, bits, place, random), bits, random);
    double[] siemens =
        taking.counts().conducts() ? programmer.siemens(codes, bits, place, random) : new double[0];
    float[] bias =
        matmul.addsBias() ? tensors.get(matmul.bias().orElseThrow()).data() : new float[0];
    InputLimit limit = InputLimit.of(p.input());
    return new StaticProduct(matmul, product, bias, p, taking.counts(), limit, random, siemens);
  }

  @Override
  public Resident scratch(Operation operation, Tensors tensors, RandomStream random) {
    return new DynamicProduct((DynamicMatmul) operation, programmer, taking.counts(), random)
        .ranged();
  }

  @Override
  public boolean calibrates(Operation operation) {
    boolean product = operation instanceof StaticMatmul || operation instanceof DynamicMatmul;
    return product && new Calibration(p).wantsInputs();
  }

  @Override
  public CostTable costs() {
    return costs;
  }

  @Override
  public Map<String, Double> provision(Footprint used) {
    return taking.provision(used);
  }

  @Override
  public int resultBits(Operation operation) {
    return Counts.RESULT_BITS;
  }

  @Override
  public boolean random() {
    return Designs.random(p);
  }

  @Override
  public OptionalDouble endurance() {
    return OptionalDouble.of(p.cell().endurance());
  }
}
