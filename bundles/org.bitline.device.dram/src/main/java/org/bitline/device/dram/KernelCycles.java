package org.bitline.device.dram;

import org.bitline.device.dram.DramPimParameters.Delays;
import org.bitline.device.dram.DramPimParameters.Refresh;

/**
 * Cycles of a PIM kernel, in closed form. Every channel gets its own stream of commands; column
 * commands are tCCDL apart, fences keep groups of 8 in order, rows turn around between tiles.
 *
 * <p>With c = tCCDL, W2R = WL + BL/2 + tWTRL, R2W = RL + BL/2 + tRTRS − WL, R2P = BL/2 + max(tRTPL,
 * c) − c, W2P = WL + BL/2 + tWR and turn = R2P + tRP + tRCDRD:
 *
 * <ul>
 *   <li>even input tile: 7c + W2R + 62c + turn + R2W (8 register writes, 2 rows of 32 MACs);
 *   <li>odd input tile: 7c + (W2P + tRP + tRCDRD) + 62c + turn + (R2P + tRP + tRCDWR), for its
 *       weights are in the bank of the register row;
 *   <li>output tile: 7c + W2P + tRP + tRCDWR (results to the bank, and back to the register row);
 *   <li>tile of a sum, twice: 7c + turn + 7c + (R2P + tRP + tRCDWR) + 7c + W2R.
 * </ul>
 *
 * <p>Stock delays give 341, 388, 78 and 322 cycles. Holds where no row closes before tRAS.
 * Reference: the command streams of SAITPublic/PIMSimulator b464dde; within 0.6 % of it.
 */
final class KernelCycles {

  private final DramPimParameters p;
  private final int evenTile;
  private final int oddTile;
  private final int outputTile;
  private final int sumTile;

  KernelCycles(DramPimParameters p) {
    this.p = p;
    Delays d = p.delays();
    int c = d.ccdl();
    int writeToRead = d.wl() + d.burst() + d.wtrl();
    int readToWrite = d.rl() + d.burst() + d.rtrs() - d.wl();
    int readToPrecharge = d.burst() + Math.max(d.rtpl(), c) - c;
    int writeToPrecharge = d.wl() + d.burst() + d.wr();
    int turn = readToPrecharge + d.rp() + d.rcdrd();
    int writes = (PimUnit.REGISTERS - 1) * c;
    int macs = (PimUnit.TILE_MACS - PimUnit.TILE_ROWS) * c + turn;
    int toWriteRow = readToPrecharge + d.rp() + d.rcdwr();
    this.evenTile = writes + writeToRead + macs + readToWrite;
    this.oddTile = writes + writeToPrecharge + d.rp() + d.rcdrd() + macs + toWriteRow;
    this.outputTile = writes + writeToPrecharge + d.rp() + d.rcdwr();
    this.sumTile = 2 * (3 * writes + turn + toWriteRow + writeToRead);
    int open = d.rcdrd() + writes + readToPrecharge;
    if (open < d.ras() || readToWrite < 1) {
      throw new IllegalArgumentException(
          "delays.ras is "
              + d.ras()
              + " cycles, but a row of a sum closes after "
              + open
              + " and the bus turns around in "
              + readToWrite
              + "; the closed form holds where rows stay open for tRAS and RL exceeds WL");
    }
  }

  /**
   * A matrix-vector kernel.
   *
   * @param products output tiles times vectors, one after another in the busiest channel
   * @param inputTiles of each
   */
  double gemv(long products, int inputTiles) {
    int odd = inputTiles / 2;
    double product = outputTile + (double) evenTile * (inputTiles - odd) + (double) oddTile * odd;
    return refreshed(p.kernel().gemv() + products * product);
  }

  /**
   * An elementwise sum.
   *
   * @param tiles of the busiest channel
   */
  double add(long tiles) {
    return refreshed(p.kernel().elementwise() + (double) tiles * sumTile);
  }

  /** Adds the refreshes that fall into the kernel: the smallest fixed point of T = T0 + n(T)·r. */
  private double refreshed(double cycles) {
    Refresh refresh = p.refresh();
    if (!refresh.enabled()) {
      return cycles;
    }
    double total = cycles;
    while (true) {
      double last = total - refresh.tail() - refresh.start();
      double count = last < 0 ? 0 : Math.floor(last / refresh.interval()) + 1;
      double next = cycles + count * (refresh.duration() + refresh.overhead());
      if (next == total) {
        return total;
      }
      total = next;
    }
  }
}
