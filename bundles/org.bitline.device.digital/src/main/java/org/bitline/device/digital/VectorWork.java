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
import org.bitline.device.digital.vector.FunctionKind;
import org.bitline.device.digital.vector.PiecewisePolynomial;
import org.bitline.device.digital.vector.SoftmaxKind;
import org.bitline.device.digital.vector.VectorParameters;
import org.bitline.device.digital.vector.VectorParameters.Passes;

/**
 * What an operation takes on the vector unit: so many passes over each element, an element per lane
 * and cycle. Elements are read from SRAM once and results written once; scales and offsets of a
 * layer norm sit in the lanes. A softmax takes the keys that each token attends to. Rows of
 * embedding tables come from DRAM, in the elements' width.
 *
 * <p>A recomposed softmax works on scores as they leave the array and enter it again: what it reads
 * and writes itself are a maximum, a sum and a factor per tile. Fused, an operation's first operand
 * is not read, and time is what the lanes need beyond the array's, a column per cycle.
 */
final class VectorWork {

  static final String VECTOR_UNIT = "vector unit";
  static final String MEMORY = "memory";

  /** Table rows that an embedding adds: token, position, type. */
  private static final int TABLES = 3;

  private final VectorParameters vector;
  private final int columns;

  /**
   * Makes the costs of a vector unit.
   *
   * @param columns results that the array beside it gives per cycle
   */
  VectorWork(VectorParameters vector, int columns) {
    this.vector = vector;
    this.columns = columns;
  }

  /**
   * The amounts of an operation.
   *
   * @param passes lane operations
   * @param reads elements read from SRAM
   * @param writes elements written to SRAM
   * @param tables elements read from DRAM
   */
  record Amounts(double passes, double reads, double writes, double tables) {}

  Amounts amounts(Operation operation, int tokens, int kept) {
    double results = kept * operation.elements(tokens) / operation.rows(tokens);
    double passes = passes(operation);
    if (operation instanceof Embedding) {
      return new Amounts(passes * results, 0, results, TABLES * results);
    } else if (operation instanceof Pool pool) {
      int rows = pool.pooling() == Pooling.MEAN_NORMALISED ? tokens : 1;
      return new Amounts(passes * rows * results, rows * results, results, 0);
    } else if (operation instanceof Softmax softmax && recomposed()) {
      double tiles = (double) kept * softmax.heads() * tiles(softmax.attention().keys(tokens));
      return new Amounts(passes * results, 2 * tiles, tiles, 0);
    }
    double inputs = operation instanceof Operation.Gather ? 1 : operation.operands();
    double read = fuses(operation) ? inputs - 1 : inputs;
    return new Amounts(passes * results, read * results, results, 0);
  }

  private boolean recomposed() {
    return vector.functions().softmax() == SoftmaxKind.RECOMPOSED;
  }

  private double tiles(int keys) {
    return Math.ceil((double) keys / vector.functions().tile());
  }

  private boolean fuses(Operation operation) {
    return vector.fused()
        && (operation instanceof Softmax
            || operation instanceof LayerNorm
            || operation instanceof Activation
            || operation instanceof Operation.Add);
  }

  /** Passes over each element. */
  private int passes(Operation operation) {
    Passes passes = vector.passes();
    if (operation instanceof Softmax) {
      return softmaxPasses(passes);
    } else if (operation instanceof LayerNorm) {
      return passes.layerNorm();
    } else if (operation instanceof Activation activation) {
      return passes(activation.function());
    } else if (operation instanceof Embedding) {
      return passes.embedding();
    } else if (operation instanceof Pool) {
      return passes.pool();
    } else if (operation instanceof Operation.Gather) {
      return passes.copy();
    }
    return passes.add() * Math.max(1, operation.operands() - 1);
  }

  private int softmaxPasses(Passes passes) {
    return switch (vector.functions().softmax()) {
      case EXACT -> passes.softmax();
      // The exponential is one of the exact softmax's passes.
      case PIECEWISE -> passes.softmax() - 1 + polynomialPasses();
      case SOFTERMAX -> passes.softermax();
      case RADIX_2 -> passes.radix2();
      case RECOMPOSED -> passes.recomposed();
    };
  }

  private int polynomialPasses() {
    return PiecewisePolynomial.passes(vector.functions().degree());
  }

  private int passes(Function function) {
    Passes passes = vector.passes();
    if (function == Function.RELU) {
      return passes.relu();
    } else if (vector.functions().activation() == FunctionKind.PIECEWISE) {
      return polynomialPasses();
    }
    return function == Function.TANH ? passes.tanh() : passes.gelu();
  }

  /**
   * One execution.
   *
   * @param clock in hertz
   * @param bandwidth of DRAM, in bits per second
   */
  Timing timing(Operation operation, int tokens, double clock, double bandwidth) {
    Amounts amounts = amounts(operation, tokens, operation.rows(tokens));
    double cycles = Math.ceil(amounts.passes() / vector.lanes());
    if (fuses(operation)) {
      double streaming = operation.elements(tokens) / columns;
      // The last row of results comes when the array has ended.
      cycles = Math.max(1, cycles - Math.ceil(streaming));
    }
    double compute = cycles / clock;
    double memory = amounts.tables() * vector.resultBits() / bandwidth;
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
    double bits = vector.resultBits();
    ledger.add(Roles.VECTOR, "pass", amounts.passes());
    ledger.add(Roles.SRAM, "read", amounts.reads() * bits);
    ledger.add(Roles.SRAM, "write", amounts.writes() * bits);
    ledger.add(Roles.DRAM, "read", amounts.tables() * bits);
  }
}
