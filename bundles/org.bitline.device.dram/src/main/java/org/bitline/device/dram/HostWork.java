package org.bitline.device.dram;

import org.bitline.api.device.Ledger;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Activation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Embedding;
import org.bitline.api.workload.Operation.LayerNorm;
import org.bitline.api.workload.Operation.Pool;
import org.bitline.api.workload.Operation.Pooling;
import org.bitline.api.workload.Operation.Softmax;
import org.bitline.api.workload.Operation.StaticMatmul;

/**
 * What an operation takes of a plain memory and a core: operands read and results written once,
 * weights once for all tokens of an input, and of attention the keys that each token attends to.
 *
 * @param readBits from memory
 * @param writeBits to memory
 * @param macs multiply-accumulates
 * @param passes passes over an element
 */
record HostWork(double readBits, double writeBits, double macs, double passes) {

  /** Table rows that an embedding adds: token, position, type. */
  private static final int TABLES = 3;

  static double weightBits(StaticMatmul matmul, DramHostParameters p) {
    return (double) matmul.rows().size() * matmul.columns().size() * p.core().elementBits();
  }

  /**
   * One execution.
   *
   * @param tokens of the input
   * @param kept rows of the result that are wanted
   */
  static HostWork of(Operation operation, int tokens, int kept, DramHostParameters p) {
    double bits = p.core().elementBits();
    double results = kept * operation.elements(tokens) / operation.rows(tokens);
    if (operation instanceof StaticMatmul matmul) {
      double inputs = (double) kept * matmul.rows().size() * bits;
      double macs = (double) kept * matmul.rows().size() * matmul.columns().size();
      return new HostWork(weightBits(matmul, p) + inputs, results * bits, macs, 0);
    } else if (operation instanceof DynamicMatmul matmul) {
      double pairs = (double) matmul.heads() * matmul.attention().pairs(tokens) * kept / tokens;
      double vectors = (double) matmul.heads() * matmul.headSize() * kept;
      double inputs = matmul.product() == DynamicKind.SCORES ? vectors : pairs;
      double right = Gemm.whole(matmul, tokens, kept).elements();
      return new HostWork((right + inputs) * bits, results * bits, pairs * matmul.headSize(), 0);
    }
    double inputs =
        operation instanceof Embedding
            ? TABLES
            : operation instanceof Operation.Gather ? 1 : operation.operands();
    double rows =
        operation instanceof Pool pool && pool.pooling() == Pooling.MEAN_NORMALISED ? tokens : 1;
    return new HostWork(
        inputs * rows * results * bits,
        results * bits,
        0,
        passes(operation, p.core()) * rows * results);
  }

  private static double passes(Operation operation, DramHostParameters.Core core) {
    if (operation instanceof Softmax) {
      return core.softmax();
    } else if (operation instanceof LayerNorm || operation instanceof Pool) {
      return core.layerNorm();
    } else if (operation instanceof Activation) {
      return core.activation();
    }
    return Math.max(1, operation.operands() - 1);
  }

  /** Streams use whole rows, so as many bits are activated as moved. */
  void writeTo(Ledger ledger) {
    Amounts amounts = new Amounts();
    amounts.add(Roles.BANK, "activate", readBits + writeBits);
    amounts.add(Roles.BANK, "read", readBits);
    amounts.add(Roles.BANK, "write", writeBits);
    Paths.host(readBits + writeBits, amounts);
    amounts.add(Roles.CORE, "mac", macs);
    amounts.add(Roles.CORE, "pass", passes);
    amounts.writeTo(ledger);
  }
}
