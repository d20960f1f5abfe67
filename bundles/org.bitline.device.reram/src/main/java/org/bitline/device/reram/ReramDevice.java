package org.bitline.device.reram;

import java.util.Map;
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
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.MatrixKernels;

/** A chip of ReRAM crossbars. */
final class ReramDevice implements Device {

  /** Tokens of the longest input for which sums are checked against overflow. */
  private static final int LONGEST_INPUT = 1 << 14;

  private final ReramParameters p;
  private final CostTable costs;
  private final Programmer programmer;
  private final Crossbar crossbar;
  private final ReramCosts taking;

  ReramDevice(ReramParameters p, CostTable costs, CrossbarKernels kernels, MatrixKernels dense) {
    this.p = p;
    this.costs = costs;
    this.programmer = new Programmer(p, kernels, dense);
    this.crossbar = new Crossbar(p);
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
      return converts(matmul.rows().size(), matmul.activations());
    } else if (operation instanceof DynamicMatmul matmul) {
      // The contraction of P V is over the tokens, whose number is not known here.
      int rows = matmul.product() == DynamicKind.SCORES ? matmul.headSize() : LONGEST_INPUT;
      return converts(rows, matmul.activations());
    }
    return Support.no("crossbar arrays compute matrix products alone");
  }

  private Support converts(int rows, java.util.Optional<ActivationFormat> format) {
    int bits = format.map(ActivationFormat::bits).orElse(p.input().bits());
    if (format.isPresent() && !p.input().signed()) {
      return Support.no("its inputs have no sign, and quantise rounds to signed codes");
    }
    if (bits > p.input().bits()) {
      return Support.no(
          "its inputs have " + p.input().bits() + " bits, and quantise asks for " + bits);
    }
    if (p.adc().bits() == 0 || !Designs.fast(p, Designs.of(p, p.weights().bits(), bits))) {
      return Support.yes();
    }
    double largest =
        (double) crossbar.largestCode()
            * (1 << bits)
            * Geometry.ceil(rows, p.array().rows())
            * (StrictMath.pow(2, p.slices(p.weights().bits()) * p.cell().bits()) - 1)
            / p.levels();
    return largest < Integer.MAX_VALUE
        ? Support.yes()
        : Support.no(
            "sums of "
                + p.adc().bits()
                + "-bit codes over "
                + bits
                + " planes and "
                + p.slices(p.weights().bits())
                + " slices overflow its 32-bit accumulator; use fewer bits");
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
    int inputBits = taking.inputBits(matmul.activations());
    Programmed product = programmer.program(codes, inputBits, place, random);
    double[] siemens =
        taking.counts().conducts()
            ? programmer.siemens(codes, inputBits, place, random)
            : new double[0];
    float[] bias =
        matmul.addsBias() ? tensors.get(matmul.bias().orElseThrow()).data() : new float[0];
    return new StaticProduct(matmul, product, bias, p, taking.counts(), siemens);
  }

  @Override
  public Resident scratch(Operation operation, Tensors tensors, RandomStream random) {
    return new DynamicProduct((DynamicMatmul) operation, programmer, taking.counts());
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
