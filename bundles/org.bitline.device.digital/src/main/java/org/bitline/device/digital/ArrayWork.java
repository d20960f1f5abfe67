package org.bitline.device.digital;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.bitline.api.base.InfeasibleProblem;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Timing;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.device.digital.array.Buffers;
import org.bitline.device.digital.array.CycleSplit;
import org.bitline.device.digital.array.Dataflow;
import org.bitline.device.digital.array.Folds;
import org.bitline.device.digital.array.Gemm;
import org.bitline.device.digital.array.LoopSearch;
import org.bitline.device.digital.array.LoopSearch.Plan;
import org.bitline.device.digital.array.Operand;

/**
 * What a matrix product takes on the array: cycles, traffic, time.
 *
 * <p>Operands are rounded to codes once, on the way from SRAM to SRAM. Where operands and results
 * fit the activation SRAM they stay there; otherwise they come from DRAM and results go there.
 * Weights come from DRAM unless they are resident. What comes from DRAM, in which order folds run,
 * and how long the array waits, is {@link LoopSearch}'s. Partial sums that an array does not hold
 * pass between it and the SRAM.
 */
final class ArrayWork {

  static final String ARRAY = "array";
  private static final int BYTE = 8;

  private final String device;
  private final SystolicParameters p;
  private final LoopSearch search;
  private final Map<Task, Plan> plans = new ConcurrentHashMap<>();

  ArrayWork(String device, SystolicParameters p) {
    this.device = device;
    this.p = p;
    SystolicParameters.Array array = p.array();
    this.search =
        new LoopSearch(array.geometry(), array.objective(), array.order(), array.streamTile());
  }

  /**
   * A product to be done.
   *
   * @param gemm its shape
   * @param whole its shape if no row were left out: the array was set up for that one
   * @param weights whether B is a weight
   * @param outputBits of a result
   */
  record Task(Gemm gemm, Gemm whole, boolean weights, int outputBits) {}

  /**
   * The operation as a product, if it is one.
   *
   * @param tokens of the input
   */
  static Optional<Gemm> gemm(Operation operation, int tokens) {
    if (operation instanceof StaticMatmul matmul) {
      return Optional.of(new Gemm(tokens, matmul.rows().size(), matmul.columns().size(), 1));
    } else if (operation instanceof DynamicMatmul matmul) {
      boolean scores = matmul.product() == DynamicKind.SCORES;
      int size = matmul.headSize();
      return Optional.of(
          new Gemm(tokens, scores ? size : tokens, scores ? tokens : size, matmul.heads()));
    }
    return Optional.empty();
  }

  /**
   * Refuses buffers that hold no tile of the array.
   *
   * @throws InfeasibleProblem with demand and limit
   */
  void check() {
    SystolicParameters.Array array = p.array();
    Gemm smallest =
        switch (array.dataflow()) {
          case OUTPUT_STATIONARY -> new Gemm(array.rows(), 1, array.columns(), 1);
          case WEIGHT_STATIONARY -> new Gemm(1, array.rows(), array.columns(), 1);
          case INPUT_STATIONARY -> new Gemm(array.columns(), array.rows(), 1, 1);
        };
    EnumSet<Operand> all = EnumSet.allOf(Operand.class);
    if (p.memory().weightsResident()) {
      all.remove(Operand.B);
    }
    // Results as wide as partial sums: longer products have several folds.
    plan(smallest, buffers(all, true, array.sumBits()));
  }

  /** How the product runs; that of a whole shape is remembered. */
  Plan plan(Task task) {
    Task full = new Task(task.whole(), task.whole(), task.weights(), task.outputBits());
    Plan known = plans.get(full);
    if (known == null) {
      known = plan(full.gemm(), buffers(full));
      plans.put(full, known);
    }
    return task.equals(full) ? known : search.plan(task.gemm(), buffers(task), known.tiling());
  }

  private Buffers buffers(Task task) {
    EnumSet<Operand> streamed = EnumSet.noneOf(Operand.class);
    if (spills(task)) {
      streamed.addAll(EnumSet.allOf(Operand.class));
    }
    if (task.weights()) {
      streamed.remove(Operand.B);
      if (!p.memory().weightsResident()) {
        streamed.add(Operand.B);
      }
    }
    return buffers(streamed, task.weights(), task.outputBits());
  }

  private Plan plan(Gemm gemm, Buffers buffers) {
    try {
      return search.plan(gemm, buffers);
    } catch (InfeasibleProblem e) {
      throw new InfeasibleProblem(
          "the device \""
              + device
              + "\" cannot multiply: "
              + e.getMessage()
              + " (A: memory.activationSram, B: memory.weightSram, C: memory.resultSram or half of"
              + " activationSram)");
    }
  }

  private Buffers buffers(Set<Operand> streamed, boolean weights, int outputBits) {
    SystolicParameters.Memory memory = p.memory();
    boolean shared = memory.resultSram() == 0;
    double inputs = BYTE * memory.activationSram() / (shared ? 2 : 1);
    double results = shared ? inputs : BYTE * memory.resultSram();
    // An activation as B uses the weights' buffer, unless weights live there.
    boolean squeezed = !weights && memory.weightsResident();
    double right = squeezed ? inputs / 2 : BYTE * memory.weightSram();
    return new Buffers(
        Map.of(Operand.A, squeezed ? inputs / 2 : inputs, Operand.B, right, Operand.C, results),
        streamed,
        p.array().elementBits(),
        p.array().sumBits(),
        outputBits,
        memory.ports(),
        memory.bandwidth() / p.clock());
  }

  private boolean spills(Task task) {
    double operands = bits(task, Operand.A) + (task.weights() ? 0 : bits(task, Operand.B));
    double results = task.gemm().elements(Operand.C) * task.outputBits();
    return operands + results > BYTE * (p.memory().activationSram() + p.memory().resultSram());
  }

  private double bits(Task task, Operand operand) {
    return task.gemm().elements(operand) * p.array().elementBits();
  }

  Timing timing(Task task, int tokens) {
    Plan plan = plan(task);
    CycleSplit cycles = plan.cycles();
    double seconds = (cycles.total() + requantising(task)) / p.clock();
    Set<String> busy = new TreeSet<>(Set.of(ARRAY));
    if (plan.traffic().total() > 0) {
      busy.add(VectorWork.MEMORY);
    }
    if (p.vector().passes().requantise() > 0) {
      busy.add(VectorWork.VECTOR_UNIT);
    }
    return new Timing(
        seconds,
        seconds,
        seconds / tokens,
        busy,
        cycles.memory() > cycles.compute() ? "DRAM bandwidth" : ARRAY);
  }

  /** Cycles that the vector unit takes to round results, where no stage of the array does. */
  private double requantising(Task task) {
    return Math.ceil(requantisePasses(task) / p.vector().lanes());
  }

  private double requantisePasses(Task task) {
    return p.vector().passes().requantise() * task.gemm().elements(Operand.C);
  }

  void count(Task task, Ledger ledger) {
    Plan plan = plan(task);
    Gemm gemm = task.gemm();
    ledger.add(Roles.MAC, "mac", gemm.macs());
    ledger.add(Roles.REGISTER, "access", registerBits(plan.folds(), gemm));
    double converted = converted(task);
    boolean byArray = p.vector().passes().requantise() == 0;
    ledger.add(Roles.QUANTISER, "convert", converted + (byArray ? gemm.elements(Operand.C) : 0));
    ledger.add(Roles.VECTOR, "pass", requantisePasses(task));
    double reads = plan.traffic().reads();
    double writes = plan.traffic().written();
    ledger.add(Roles.DRAM, "read", reads);
    ledger.add(Roles.DRAM, "write", writes);
    double sums = partialSums(plan.folds(), gemm);
    ledger.add(
        Roles.SRAM,
        "read",
        converted * p.vector().resultBits()
            + transfers(plan.folds(), gemm, Operand.A)
            + transfers(plan.folds(), gemm, Operand.B)
            + sums
            + writes);
    ledger.add(
        Roles.SRAM,
        "write",
        converted * p.array().elementBits()
            + gemm.elements(Operand.C) * task.outputBits()
            + sums
            + reads);
  }

  /** Elements that are rounded to the array's format before it takes them. */
  private double converted(Task task) {
    boolean same = p.array().format() != NumberFormat.INT && p.vector().resultBits() == 16;
    Gemm gemm = task.gemm();
    double operands = gemm.elements(Operand.A) + (task.weights() ? 0 : gemm.elements(Operand.B));
    return same ? 0 : operands;
  }

  private double transfers(Folds folds, Gemm gemm, Operand operand) {
    return gemm.elements(operand) * folds.passes(operand) * p.array().elementBits();
  }

  /** Bits of partial sums that leave the array, and that come back to be added to. */
  private double partialSums(Folds folds, Gemm gemm) {
    return gemm.elements(Operand.C) * (folds.passes(Operand.C) - 1) * p.array().sumBits();
  }

  /**
   * Bits read and written in the elements' registers. What moves is written and read in every
   * multiply-accumulate, sums too; a stationary operand is read, and written once per fold.
   */
  private double registerBits(Folds folds, Gemm gemm) {
    SystolicParameters.Array array = p.array();
    if (array.dataflow() == Dataflow.OUTPUT_STATIONARY) {
      return 2 * (2.0 * array.elementBits() + array.sumBits()) * gemm.macs();
    }
    double moving = 2.0 * (array.elementBits() + array.sumBits()) + array.elementBits();
    return moving * gemm.macs() + transfers(folds, gemm, array.dataflow().stationary());
  }
}
