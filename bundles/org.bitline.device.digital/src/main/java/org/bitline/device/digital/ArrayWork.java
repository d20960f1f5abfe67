package org.bitline.device.digital;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
import org.bitline.device.digital.array.Traffic;

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
   * @param beside bits that the same operation's other products hold in SRAM meanwhile, less what
   *     they have in common with this one
   * @param fresh the share of the operands' elements that no other product has brought
   */
  record Task(Gemm gemm, Gemm whole, boolean weights, int outputBits, double beside, double fresh) {

    /** An operation that is one product. */
    Task(Gemm gemm, Gemm whole, boolean weights, int outputBits) {
      this(gemm, whole, weights, outputBits, 0, 1);
    }

    /** The same with all rows. */
    Task full() {
      return new Task(whole, whole, weights, outputBits, beside, fresh);
    }
  }

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
   * The products of an operation, if it is one or several.
   *
   * @param kept rows of the result that are wanted
   * @param outputBits of a result
   */
  List<Task> tasks(Operation operation, int tokens, int kept, int outputBits) {
    if (operation instanceof DynamicMatmul matmul && !matmul.attention().isFull(tokens)) {
      return banded(new Band(matmul, tokens), kept, outputBits);
    }
    boolean weights = operation instanceof StaticMatmul;
    return gemm(operation, tokens).stream()
        .map(
            whole ->
                new Task(
                    new Gemm(kept, whole.k(), whole.n(), whole.count()),
                    whole,
                    weights,
                    outputBits))
        .toList();
  }

  /** The cut of the band that takes the fewest cycles for all tokens; of several the finest. */
  private List<Task> banded(Band band, int kept, int outputBits) {
    double least = Double.POSITIVE_INFINITY;
    List<Task> best = List.of();
    for (Band.Cut cut : band.cuts(p.array())) {
      List<Task> whole = banded(band, cut, band.tokens(), outputBits);
      double cycles = whole.stream().mapToDouble(task -> plan(task).cycles().total()).sum();
      if (cycles < least) {
        least = cycles;
        best = kept == band.tokens() ? whole : banded(band, cut, kept, outputBits);
      }
    }
    return best;
  }

  private List<Task> banded(Band band, Band.Cut cut, int kept, int outputBits) {
    double held = band.elements(kept) * p.array().elementBits();
    held += band.results(kept) * (outputBits - p.array().elementBits());
    List<Gemm> products = band.products(cut, kept);
    double brought =
        products.stream().mapToDouble(g -> g.elements(Operand.A) + g.elements(Operand.B)).sum();
    double fresh = (band.elements(kept) - band.results(kept)) / brought;
    List<Task> tasks = new ArrayList<>();
    for (Gemm gemm : products) {
      Task alone = new Task(gemm, gemm, false, outputBits);
      tasks.add(new Task(gemm, gemm, false, outputBits, held - ownBits(alone), fresh));
    }
    return tasks;
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
    Task full = task.full();
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
    double bits = ownBits(task) + task.beside();
    return bits > BYTE * (p.memory().activationSram() + p.memory().resultSram());
  }

  private double ownBits(Task task) {
    double operands = bits(task, Operand.A) + (task.weights() ? 0 : bits(task, Operand.B));
    return operands + task.gemm().elements(Operand.C) * task.outputBits();
  }

  private double bits(Task task, Operand operand) {
    return task.gemm().elements(operand) * p.array().elementBits();
  }

  /** The products of an operation, one after another. */
  Timing timing(List<Task> tasks, int tokens) {
    CycleSplit cycles = new CycleSplit(0, 0, 0, 0);
    double requantised = 0;
    double moved = 0;
    for (Task task : tasks) {
      Plan plan = plan(task);
      cycles = cycles.plus(plan.cycles());
      requantised += requantisePasses(task);
      moved += plan.traffic().total();
    }
    // Where no stage of the array rounds results, the vector unit does.
    double rounding = Math.ceil(requantised / p.vector().lanes());
    double seconds = (cycles.total() + rounding) / p.clock();
    Set<String> busy = new TreeSet<>(Set.of(ARRAY));
    if (moved > 0) {
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

  /** Cycles by what they are for, and what main memory moves of each matrix. */
  SortedMap<String, Double> facts(List<Task> tasks) {
    SortedMap<String, Double> facts = new TreeMap<>();
    for (Task task : tasks) {
      CycleSplit cycles = plan(task).cycles();
      Traffic traffic = plan(task).traffic();
      facts.merge("compute_cycles", cycles.compute(), Double::sum);
      facts.merge("stall_cycles", cycles.stall(), Double::sum);
      facts.merge("fill_cycles", cycles.fill(), Double::sum);
      facts.merge("drain_cycles", cycles.drain(), Double::sum);
      for (Operand operand : Operand.values()) {
        facts.merge("dram_read_" + operand + "_bits", traffic.read(operand), Double::sum);
      }
      facts.merge("dram_write_C_bits", traffic.written(), Double::sum);
    }
    return facts;
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
    return same ? 0 : task.fresh() * operands;
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
