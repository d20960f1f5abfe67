package org.bitline.device.digital;

import java.util.Set;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Timing;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Activation;
import org.bitline.api.workload.Operation.Embedding;
import org.bitline.api.workload.Operation.Function;
import org.bitline.api.workload.Operation.LayerNorm;
import org.bitline.api.workload.Operation.Pool;
import org.bitline.api.workload.Operation.Pooling;
import org.bitline.api.workload.Operation.Softmax;

/**
 * What an operation takes on the vector unit: so many passes over each element, an element per lane
 * and cycle. Elements are read from SRAM once and results written once; scales and offsets of a
 * layer norm sit in the lanes. Rows of embedding tables come from DRAM, in the elements' width.
 */
final class VectorWork {

  static final String VECTOR_UNIT = "vector unit";
  static final String MEMORY = "memory";

  /** Table rows that an embedding adds: token, position, type. */
  private static final int TABLES = 3;

  private final SystolicParameters p;

  VectorWork(SystolicParameters p) {
    this.p = p;
  }

  /**
   * The amounts of an operation.
   *
   * @param passes lane operations
   * @param reads elements read from SRAM
   * @param writes elements written to SRAM
   * @param tables elements read from DRAM
   */
  private record Amounts(double passes, double reads, double writes, double tables) {}

  private Amounts amounts(Operation operation, int tokens, int kept) {
    double results = (double) kept * operation.width(tokens);
    if (operation instanceof Embedding) {
      return new Amounts(passes(operation) * results, 0, results, TABLES * results);
    } else if (operation instanceof Pool pool) {
      int rows = pool.pooling() == Pooling.MEAN_NORMALISED ? tokens : 1;
      return new Amounts(passes(operation) * rows * results, rows * results, results, 0);
    }
    double inputs = operation instanceof Operation.Gather ? 1 : operation.inputs().size();
    return new Amounts(passes(operation) * results, inputs * results, results, 0);
  }

  /** Passes over each element. */
  private int passes(Operation operation) {
    SystolicParameters.Passes passes = p.vector().passes();
    if (operation instanceof Softmax) {
      return passes.softmax();
    } else if (operation instanceof LayerNorm) {
      return passes.layerNorm();
    } else if (operation instanceof Activation activation) {
      return passes(activation.function(), passes);
    } else if (operation instanceof Embedding) {
      return passes.embedding();
    } else if (operation instanceof Pool) {
      return passes.pool();
    } else if (operation instanceof Operation.Gather) {
      return passes.copy();
    }
    return passes.add() * Math.max(1, operation.inputs().size() - 1);
  }

  private static int passes(Function function, SystolicParameters.Passes passes) {
    return switch (function) {
      case GELU_ERF, GELU_TANH -> passes.gelu();
      case RELU -> passes.relu();
      case TANH -> passes.tanh();
    };
  }

  Timing timing(Operation operation, int tokens) {
    Amounts amounts = amounts(operation, tokens, operation.rows(tokens));
    double compute = Math.ceil(amounts.passes() / p.vector().lanes()) / p.clock();
    double memory = amounts.tables() * p.vector().resultBits() / p.memory().bandwidth();
    double seconds = Math.max(compute, memory);
    Set<String> busy = amounts.tables() > 0 ? Set.of(VECTOR_UNIT, MEMORY) : Set.of(VECTOR_UNIT);
    return new Timing(
        seconds,
        seconds,
        seconds / tokens,
        busy,
        memory > compute ? "DRAM bandwidth" : VECTOR_UNIT);
  }

  /**
   * One execution.
   *
   * @param kept rows of the result that are wanted
   */
  void count(Operation operation, int tokens, int kept, Ledger ledger) {
    Amounts amounts = amounts(operation, tokens, kept);
    double bits = p.vector().resultBits();
    ledger.add(Roles.VECTOR, "pass", amounts.passes());
    ledger.add(Roles.SRAM, "read", amounts.reads() * bits);
    ledger.add(Roles.SRAM, "write", amounts.writes() * bits);
    ledger.add(Roles.DRAM, "read", amounts.tables() * bits);
  }
}
