package org.bitline.device.digital;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.Device;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.device.Resident;
import org.bitline.api.device.Support;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.device.digital.array.Gemm;
import org.bitline.device.digital.array.Operand;
import org.bitline.numerics.MatrixKernels;

/**
 * A processor by its peak and its bandwidth (Williams, Waterman and Patterson, CACM 52(4), 2009):
 * an operation takes the longer of its work at the reached peak and its bits at the reached
 * bandwidth, and what starting it takes. Every operand is moved once; nothing is said of tiles,
 * occupancy or caches but that activations stay on chip where they fit.
 */
final class RooflineDevice implements Device {

  private static final String BYTES = "bytes";
  private static final String PROCESSOR = "processor";
  private static final int BYTE = 8;

  private final RooflineParameters p;
  private final CostTable costs;
  private final Numerics numerics;
  private final VectorWork vector;

  RooflineDevice(RooflineParameters p, CostTable costs, MatrixKernels kernels) {
    this.p = p;
    this.costs = costs;
    this.numerics = new Numerics(p.products().array(), p.vector(), kernels);
    this.vector = new VectorWork(p.vector(), 1);
  }

  /**
   * What an operation takes.
   *
   * @param macs multiply-accumulates
   * @param passes lane operations of the vector units
   * @param read bits from main memory
   * @param written bits to main memory
   */
  private record Work(double macs, double passes, double read, double written) {}

  private Work work(Operation operation, int tokens, int kept) {
    double results =
        kept * operation.elements(tokens) / operation.rows(tokens) * numerics.resultBits(operation);
    Optional<Gemm> product = ArrayWork.gemm(operation, tokens);
    if (product.isEmpty()) {
      VectorWork.Amounts amounts = vector.amounts(operation, tokens, kept);
      double bits = p.vector().resultBits();
      double tables = amounts.tables() * bits;
      boolean stays = stays(bits * (amounts.reads() + amounts.writes()));
      return new Work(
          0,
          amounts.passes(),
          tables + (stays ? 0 : amounts.reads() * bits),
          stays ? 0 : amounts.writes() * bits);
    }
    Gemm whole = product.get();
    Gemm gemm = new Gemm(kept, whole.k(), whole.n(), whole.count());
    int bits = p.products().array().elementBits();
    double left = bits * left(operation, gemm, tokens, kept);
    double right = bits * gemm.elements(Operand.B);
    boolean weights = operation instanceof StaticMatmul;
    boolean stays = stays(left + results + (weights ? 0 : right));
    double read = stays ? (weights ? right : 0) : left + right;
    double macs = (double) kept * operation.macs(tokens) / tokens;
    return new Work(macs, 0, read, stays ? 0 : results);
  }

  /** Elements of the left operand: of probabilities those of keys that are attended to. */
  private static double left(Operation operation, Gemm gemm, int tokens, int kept) {
    return operation instanceof DynamicMatmul matmul && matmul.product() == DynamicKind.CONTEXT
        ? new Band(matmul, tokens).pairs(kept)
        : gemm.elements(Operand.A);
  }

  private boolean stays(double bits) {
    return bits <= BYTE * p.memory().onChip();
  }

  @Override
  public Support supports(Operation operation) {
    return numerics.supports(operation);
  }

  @Override
  public Footprint capacity() {
    return Footprint.of(BYTES, (long) p.memory().dram());
  }

  @Override
  public Footprint footprint(Operation operation) {
    return operation instanceof StaticMatmul matmul
        ? Footprint.of(BYTES, Gemm.ceil((long) weightBits(matmul), BYTE))
        : Footprint.NONE;
  }

  private double weightBits(StaticMatmul matmul) {
    int bits = p.products().array().elementBits();
    return (double) matmul.rows().size() * matmul.columns().size() * bits;
  }

  @Override
  public Timing timing(Operation operation, Load load) {
    int tokens = load.tokens();
    Work work = work(operation, tokens, operation.rows(tokens));
    RooflineParameters.Products products = p.products();
    double compute =
        work.macs() / (products.macsPerCycle() * products.efficiency() * p.clock())
            + work.passes() / (p.vector().lanes() * p.clock());
    double memory =
        (work.read() + work.written()) / (p.memory().bandwidth() * p.memory().efficiency());
    double seconds = p.launch() + Math.max(compute, memory);
    String critical = memory > compute ? "DRAM bandwidth" : PROCESSOR;
    return new Timing(
        seconds,
        seconds,
        seconds / tokens,
        Set.of(PROCESSOR),
        p.launch() > Math.max(compute, memory) ? "launch" : critical);
  }

  @Override
  public void account(Operation operation, Load load, Ledger ledger) {
    count(operation, load.tokens(), operation.rows(load.tokens()), ledger);
  }

  private void count(Operation operation, int tokens, int kept, Ledger ledger) {
    if (kept == 0) {
      return;
    }
    Work work = work(operation, tokens, kept);
    ledger.add(Roles.MAC, "mac", work.macs());
    ledger.add(Roles.VECTOR, "pass", work.passes());
    ledger.add(Roles.DRAM, "read", work.read());
    ledger.add(Roles.DRAM, "write", work.written());
  }

  @Override
  public double loading(Operation operation, Ledger ledger) {
    if (!(operation instanceof StaticMatmul matmul)) {
      return 0;
    }
    ledger.add(Roles.DRAM, "write", weightBits(matmul));
    return weightBits(matmul) / (p.memory().bandwidth() * p.memory().efficiency());
  }

  @Override
  public Resident place(StaticMatmul matmul, Tensors tensors, RandomStream random) {
    return Numerics.charged(matmul, numerics.place(matmul, tensors), this::count);
  }

  @Override
  public Resident scratch(Operation operation, Tensors tensors, RandomStream random) {
    return Numerics.charged(operation, numerics.scratch(operation, tensors), this::count);
  }

  @Override
  public CostTable costs() {
    return costs;
  }

  /** One chip, whose area and leakage are whole; units have none of their own. */
  @Override
  public Map<String, Double> provision(Footprint used) {
    return new TreeMap<>(Map.of(Roles.CHIP, 1.0, Roles.DRAM, 1.0));
  }

  @Override
  public int resultBits(Operation operation) {
    return numerics.resultBits(operation);
  }
}
