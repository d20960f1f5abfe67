package org.bitline.device.digital;

import java.util.Set;
import java.util.TreeSet;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Timing;

/**
 * What a matrix product takes on the array: cycles, traffic, time.
 *
 * <p>Traffic: operands are rounded to codes once, on the way from SRAM to SRAM; A is read from SRAM
 * once per column fold, B once per row fold, results are written once. DRAM gives the weights once
 * per inference unless they are resident; once per row fold where two strips of k × C codes do not
 * fit the weight SRAM. Where operands and results exceed the activation SRAM they go through DRAM:
 * A once per column fold, an activation B once per row fold, results out and in. Loads overlap with
 * compute (double buffering), so the time is the longer of the two.
 */
final class ArrayWork {

  static final String ARRAY = "array";

  private final SystolicParameters p;

  ArrayWork(SystolicParameters p) {
    this.p = p;
  }

  /**
   * A product to be done.
   *
   * @param gemm its shape
   * @param weights whether B is a weight
   * @param outputBits of a result
   */
  record Task(Gemm gemm, boolean weights, int outputBits) {}

  /** Bits read from DRAM. */
  double dramReads(Task task) {
    return weightReads(task) + (spills(task) ? spilledReads(task) : 0);
  }

  /** Bits written to DRAM. */
  double dramWrites(Task task) {
    return spills(task) ? task.gemm().results() * task.outputBits() : 0;
  }

  private double weightReads(Task task) {
    if (!task.weights() || p.memory().weightsResident()) {
      return 0;
    }
    int width = Math.min(task.gemm().n(), p.array().columns());
    double strips = 2.0 * task.gemm().k() * width * p.array().operandBits();
    boolean fits = strips <= 8 * p.memory().weightSram();
    return rightBits(task) * (fits ? 1 : task.gemm().rowFolds(p.array()));
  }

  private boolean spills(Task task) {
    double operands = leftBits(task) + (task.weights() ? 0 : rightBits(task));
    double results = task.gemm().results() * task.outputBits();
    return operands + results > 8 * p.memory().activationSram();
  }

  private double spilledReads(Task task) {
    Gemm gemm = task.gemm();
    double right = task.weights() ? 0 : rightBits(task) * gemm.rowFolds(p.array());
    return leftBits(task) * gemm.columnFolds(p.array())
        + right
        + gemm.results() * task.outputBits();
  }

  private double leftBits(Task task) {
    return task.gemm().left() * p.array().operandBits();
  }

  private double rightBits(Task task) {
    return task.gemm().right() * p.array().operandBits();
  }

  Timing timing(Task task, int tokens) {
    double compute = task.gemm().cycles(p.array()) / p.clock();
    double moved = dramReads(task) + dramWrites(task);
    double memory = moved / p.memory().bandwidth();
    double seconds = Math.max(compute, memory);
    Set<String> busy = new TreeSet<>(Set.of(ARRAY));
    if (moved > 0) {
      busy.add(VectorWork.MEMORY);
    }
    return new Timing(
        seconds, seconds, seconds / tokens, busy, memory > compute ? "DRAM bandwidth" : ARRAY);
  }

  void count(Task task, Ledger ledger) {
    Gemm gemm = task.gemm();
    SystolicParameters.Array array = p.array();
    ledger.add(Roles.MAC, "mac", gemm.macs());
    // A MAC writes and reads both operand registers and its accumulator.
    double registers = 2.0 * array.operandBits() + SystolicParameters.ACCUMULATOR_BITS;
    ledger.add(Roles.REGISTER, "access", 2 * registers * gemm.macs());
    double converted = gemm.left() + (task.weights() ? 0 : gemm.right());
    ledger.add(Roles.QUANTISER, "convert", converted + gemm.results());
    double reads = dramReads(task);
    double writes = dramWrites(task);
    ledger.add(Roles.DRAM, "read", reads);
    ledger.add(Roles.DRAM, "write", writes);
    ledger.add(
        Roles.SRAM,
        "read",
        converted * p.vector().resultBits()
            + leftBits(task) * gemm.columnFolds(array)
            + rightBits(task) * gemm.rowFolds(array)
            + writes);
    ledger.add(
        Roles.SRAM,
        "write",
        converted * array.operandBits() + gemm.results() * task.outputBits() + reads);
  }
}
