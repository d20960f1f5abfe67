package org.bitline.device.dram;

import org.bitline.api.device.Ledger;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Add;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;

/**
 * Activity of PIM kernels, counted from their command streams. A channel without outputs of a
 * product stays idle; in a channel that has some, all eight units run, padding included.
 */
final class Counts {

  /** Bank groups of a channel: a broadcast crosses the global wires to each. */
  private static final int BANK_GROUPS = 4;

  /** Entering and leaving PIM mode, per pass. */
  private static final int MODE_WRITES = 2;

  private Counts() {}

  /**
   * One execution.
   *
   * @param tokens of the input
   * @param kept of them that are wanted; none: nothing is done
   */
  static void execution(Operation operation, int tokens, int kept, Ledger ledger) {
    if (kept == 0) {
      return;
    }
    if (operation instanceof StaticMatmul matmul) {
      Gemv gemv = Gemv.of(matmul, kept);
      product(gemv, ledger);
      ledger.add(Roles.HOST, "add", gemv.results() * (matmul.addsBias() ? 1 : 0));
    } else if (operation instanceof DynamicMatmul matmul) {
      Gemv gemv = Gemv.of(matmul, tokens, kept);
      hostWrite(gemv.matrixBits(), ledger);
      product(gemv, ledger);
      // The scale of the scores costs the host as much as an addition.
      boolean scaled = matmul.product() == DynamicKind.SCORES;
      ledger.add(Roles.HOST, "add", scaled ? gemv.results() : 0);
    } else if (operation instanceof Add add) {
      sum((long) kept * add.columns(), ledger);
    }
  }

  private static void product(Gemv gemv, Ledger ledger) {
    double passes = gemv.passes();
    int tiles = gemv.inputTiles();
    int odd = tiles / 2;
    // Weight rows; the mode row, the register row and the result row; the register row again after
    // every odd tile but the last.
    int rows = PimUnit.TILE_ROWS * tiles + 3 + Math.max(0, odd - 1);
    double units = passes * PimUnit.PER_CHANNEL;
    double bursts = units * PimUnit.TILE_MACS * tiles;
    ledger.add(Roles.BANK, "activate", units * rows * PimUnit.ROW_BITS);
    ledger.add(Roles.BANK, "read", bursts * PimUnit.BURST_BITS);
    ledger.add(Roles.PIM_UNIT, "mac", bursts * PimUnit.LANES);
    broadcast(passes * (PimUnit.REGISTERS * tiles + MODE_WRITES), ledger);
    // A MAC reads its input and its accumulator, and writes the accumulator.
    double written = units * PimUnit.REGISTERS * tiles;
    double read = units * PimUnit.REGISTERS;
    ledger.add(Roles.PIM_UNIT, "register", (3 * bursts + written + read) * PimUnit.BURST_BITS);
    ledger.add(Roles.BANK, "write", read * PimUnit.BURST_BITS);
    hostRead(gemv.results() * PimUnit.BURST_BITS, ledger);
    ledger.add(Roles.HOST, "add", gemv.results() * (PimUnit.LANES - 1));
  }

  /** Writes of the host that all units of a channel take. */
  private static void broadcast(double bursts, Ledger ledger) {
    double bits = bursts * PimUnit.BURST_BITS;
    ledger.add(Roles.INTERPOSER, "transfer", bits);
    ledger.add(Roles.TSV, "transfer", bits);
    ledger.add(Roles.GLOBAL_IO, "transfer", bits * BANK_GROUPS);
    ledger.add(Roles.COLUMN_PATH, "transfer", bits * PimUnit.PER_CHANNEL);
  }

  private static void sum(long elements, Ledger ledger) {
    double bits = (double) elements * PimUnit.ELEMENT_BITS;
    hostWrite(2 * bits, ledger);
    double tiles = PimUnit.ceil(elements, PimUnit.TILE_ELEMENTS);
    double bursts = tiles * PimUnit.REGISTERS * PimUnit.BANKS;
    broadcast(MODE_WRITES, ledger);
    // Of each bank a row of either operand and of the result.
    ledger.add(Roles.BANK, "activate", tiles * PimUnit.BANKS * 3 * PimUnit.ROW_BITS);
    ledger.add(Roles.BANK, "read", 2 * bursts * PimUnit.BURST_BITS);
    ledger.add(Roles.BANK, "write", bursts * PimUnit.BURST_BITS);
    ledger.add(Roles.PIM_UNIT, "add", bursts * PimUnit.LANES);
    ledger.add(Roles.PIM_UNIT, "register", 4 * bursts * PimUnit.BURST_BITS);
    hostRead(bits, ledger);
  }

  /** Streams of the host use whole rows, so as many bits are activated as moved. */
  static void hostWrite(double bits, Ledger ledger) {
    ledger.add(Roles.BANK, "activate", bits);
    ledger.add(Roles.BANK, "write", bits);
    host(bits, ledger);
  }

  private static void hostRead(double bits, Ledger ledger) {
    ledger.add(Roles.BANK, "activate", bits);
    ledger.add(Roles.BANK, "read", bits);
    host(bits, ledger);
  }

  private static void host(double bits, Ledger ledger) {
    ledger.add(Roles.COLUMN_PATH, "transfer", bits);
    ledger.add(Roles.GLOBAL_IO, "transfer", bits);
    ledger.add(Roles.TSV, "transfer", bits);
    ledger.add(Roles.INTERPOSER, "transfer", bits);
  }
}
