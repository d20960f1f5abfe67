package org.bitline.device.digital;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.device.digital.ArrayWork.Task;
import org.bitline.device.digital.array.Gemm;
import org.bitline.numerics.MatrixKernels;

/**
 * A systolic array for matrix products and a vector unit for all else, over SRAM and DRAM. There is
 * one array: copies of a weight do not make it faster.
 */
final class SystolicDevice implements Device {

  private static final String BYTES = "bytes";
  private static final String SRAM_BYTES = "SRAM bytes";

  private final SystolicParameters p;
  private final CostTable costs;
  private final Numerics numerics;
  private final ArrayWork array;
  private final VectorWork vector;

  /**
   * Makes a device.
   *
   * @throws org.bitline.api.base.InfeasibleProblem where a buffer holds no tile of the array
   */
  SystolicDevice(String name, SystolicParameters p, CostTable costs, MatrixKernels kernels) {
    this.p = p;
    this.costs = costs;
    this.numerics = new Numerics(p.array(), p.vector(), kernels);
    this.array = new ArrayWork(name, p);
    this.vector = new VectorWork(p.vector(), p.array().columns());
    array.check();
  }

  @Override
  public Support supports(Operation operation) {
    return numerics.supports(operation);
  }

  @Override
  public Footprint capacity() {
    Footprint dram = Footprint.of(BYTES, (long) p.memory().dram());
    return p.memory().weightsResident()
        ? dram.plus(Footprint.of(SRAM_BYTES, (long) p.memory().weightSram()))
        : dram;
  }

  @Override
  public Footprint footprint(Operation operation) {
    if (!(operation instanceof StaticMatmul matmul)) {
      return Footprint.NONE;
    }
    long bytes = Gemm.ceil((long) weightBits(matmul), 8);
    Footprint dram = Footprint.of(BYTES, bytes);
    return p.memory().weightsResident() ? dram.plus(Footprint.of(SRAM_BYTES, bytes)) : dram;
  }

  private double weightBits(StaticMatmul matmul) {
    return (double) matmul.rows().size() * matmul.columns().size() * p.array().elementBits();
  }

  @Override
  public Timing timing(Operation operation, Load load) {
    int tokens = load.tokens();
    List<Task> tasks = array.tasks(operation, tokens, tokens, resultBits(operation));
    return tasks.isEmpty()
        ? vector.timing(operation, tokens, p.clock(), p.memory().bandwidth())
        : array.timing(tasks, tokens);
  }

  @Override
  public SortedMap<String, Double> facts(Operation operation, Load load) {
    int tokens = load.tokens();
    return array.facts(array.tasks(operation, tokens, tokens, resultBits(operation)));
  }

  @Override
  public void account(Operation operation, Load load, Ledger ledger) {
    count(operation, load.tokens(), operation.rows(load.tokens()), ledger);
  }

  private void count(Operation operation, int tokens, int kept, Ledger ledger) {
    if (kept == 0) {
      return;
    }
    List<Task> tasks = array.tasks(operation, tokens, kept, resultBits(operation));
    if (tasks.isEmpty()) {
      vector.count(operation, tokens, kept, ledger);
    }
    tasks.forEach(task -> array.count(task, ledger));
  }

  @Override
  public double loading(Operation operation, Ledger ledger) {
    if (!(operation instanceof StaticMatmul matmul)) {
      return 0;
    }
    double bits = weightBits(matmul);
    ledger.add(Roles.DRAM, "write", bits);
    if (!p.memory().weightsResident()) {
      return bits / p.memory().bandwidth();
    }
    ledger.add(Roles.DRAM, "read", bits);
    ledger.add(Roles.SRAM, "write", bits);
    return 2 * bits / p.memory().bandwidth();
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

  @Override
  public Map<String, Double> provision(Footprint used) {
    SystolicParameters.Memory memory = p.memory();
    double elements = (double) p.array().rows() * p.array().columns();
    double registerBits = registerBits();
    Map<String, Double> counts = new LinkedHashMap<>();
    counts.put(Roles.MAC, elements);
    counts.put(Roles.REGISTER, elements * registerBits);
    counts.put(Roles.QUANTISER, (double) p.array().rows() + p.array().columns());
    counts.put(
        Roles.SRAM,
        Math.ceil(memory.weightSram() / memory.sramBank())
            + Math.ceil(memory.activationSram() / memory.sramBank())
            + Math.ceil(memory.resultSram() / memory.sramBank()));
    counts.put(Roles.VECTOR, (double) p.vector().lanes());
    counts.put(Roles.DRAM, 1.0);
    return counts;
  }

  /** Registers of a processing element: two operands, a sum, and the second ones of overlap. */
  private double registerBits() {
    SystolicParameters.Array array = p.array();
    double shadow = array.weightPreload() ? array.elementBits() : 0;
    shadow += array.shadowAccumulators() ? array.sumBits() : 0;
    return 2.0 * array.elementBits() + array.sumBits() + shadow;
  }

  @Override
  public int resultBits(Operation operation) {
    return numerics.resultBits(operation);
  }
}
