package org.bitline.device.dram.kernel;

import org.bitline.device.dram.command.Command;
import org.bitline.device.dram.command.Constraints;
import org.bitline.device.dram.command.Constraints.Scope;

/**
 * Delays between commands, in cycles. Names are those of JEDEC standards and data sheets.
 *
 * @param rl read command to data
 * @param wl write command to data
 * @param burst cycles that a column occupies the data bus
 * @param ccds column commands of two bank groups
 * @param ccdl column commands of one bank group
 * @param macInterval between two commands that work in all banks: the limit of a unit, or of power
 * @param rcdrd activation to read
 * @param rcdwr activation to write
 * @param rcdmac activation to a command of the PIM units
 * @param ras activation to precharge
 * @param rp precharge to activation
 * @param rc activation to activation of one bank
 * @param rrds activations in two bank groups
 * @param rrdl activations in one bank group
 * @param rtp read to precharge
 * @param wr end of write data to precharge
 * @param wtrs end of write data to read, other bank group
 * @param wtrl end of write data to read, same bank group
 * @param rtrs bus turn-around from read to write
 * @param mode a change between array and register commands
 * @param register between two register commands
 * @param resultRead a read of accumulators to what follows it
 */
public record Timings(
    int rl,
    int wl,
    int burst,
    int ccds,
    int ccdl,
    int macInterval,
    int rcdrd,
    int rcdwr,
    int rcdmac,
    int ras,
    int rp,
    int rc,
    int rrds,
    int rrdl,
    int rtp,
    int wr,
    int wtrs,
    int wtrl,
    int rtrs,
    int mode,
    int register,
    int resultRead) {

  /** Cycles from the end of read data to its use by the host, as PIMSimulator counts them. */
  private static final int READ_TAIL = 2;

  /** Cycles from the end of write data to the end of the command, counted likewise. */
  private static final int WRITE_TAIL = 1;

  public Timings {
    if (ras < rcdrd || ras < rcdwr) {
      throw new IllegalArgumentException(
          "delays.ras is "
              + ras
              + " cycles, shorter than an activation to its first column takes ("
              + Math.max(rcdrd, rcdwr)
              + "); a row must stay open that long: raise delays.ras");
    }
    if (ccdl < ccds || rrdl < rrds || wtrl < wtrs) {
      throw new IllegalArgumentException(
          "a delay inside a bank group is shorter than between groups: delays.ccds/ccdl "
              + ccds
              + "/"
              + ccdl
              + ", rrds/rrdl "
              + rrds
              + "/"
              + rrdl
              + ", wtrs/wtrl "
              + wtrs
              + "/"
              + wtrl
              + " cycles; each second one must be at least the first");
    }
    if (rc < ras) {
      throw new IllegalArgumentException(
          "delays.rc is " + rc + " cycles and delays.ras " + ras + "; rc is at least ras");
    }
  }

  /** RD to WR: the read data must have left the bus. */
  int readToWrite() {
    return Math.max(1, rl + burst + rtrs - wl);
  }

  int writeToPrecharge() {
    return wl + burst + wr;
  }

  /** The rules that the controller obeys. */
  public Constraints constraints() {
    Constraints.Builder rules = new Constraints.Builder();
    for (Command read : new Command[] {Command.READ, Command.MAC}) {
      rules.gaps(read, Command.READ, ccds, ccdl).gaps(read, Command.MAC, ccds, ccdl);
      rules.gap(Scope.CHANNEL, read, Command.WRITE, readToWrite());
      rules.gap(Scope.BANK, read, Command.PRECHARGE, rtp);
      rules.gaps(Command.WRITE, read, wl + burst + wtrs, wl + burst + wtrl);
    }
    rules.completes(Command.READ, rl + burst + READ_TAIL);
    rules.gap(Scope.CHANNEL, Command.MAC, Command.MAC, macInterval);
    rules.gaps(Command.WRITE, Command.WRITE, ccds, ccdl);
    rules.gap(Scope.BANK, Command.WRITE, Command.PRECHARGE, writeToPrecharge());
    rules.completes(Command.WRITE, wl + burst + WRITE_TAIL);
    rules.gap(Scope.BANK, Command.ACTIVATE, Command.READ, rcdrd);
    rules.gap(Scope.BANK, Command.ACTIVATE, Command.WRITE, rcdwr);
    rules.gap(Scope.BANK, Command.ACTIVATE, Command.MAC, rcdmac);
    rules.gap(Scope.BANK, Command.ACTIVATE, Command.PRECHARGE, ras);
    rules.gap(Scope.BANK, Command.ACTIVATE, Command.ACTIVATE, rc);
    rules.gaps(Command.ACTIVATE, Command.ACTIVATE, rrds, rrdl);
    rules.gap(Scope.BANK, Command.PRECHARGE, Command.ACTIVATE, rp);
    registers(rules);
    return rules.build();
  }

  private void registers(Constraints.Builder rules) {
    for (Command next : Command.values()) {
      rules.gap(Scope.CHANNEL, Command.MODE, next, mode);
      rules.gap(Scope.CHANNEL, Command.RESULT_READ, next, resultRead);
    }
    int other = Math.max(register, ccds);
    int same = Math.max(register, ccdl);
    for (Command write : new Command[] {Command.BUFFER_WRITE, Command.BIAS_WRITE}) {
      rules.gaps(write, Command.BUFFER_WRITE, other, same);
      rules.gaps(write, Command.BIAS_WRITE, other, same);
      // Data of the bus like that of any write; units that multiply do not use it.
      rules.gaps(write, Command.WRITE, other, same).gaps(Command.WRITE, write, other, same);
      rules.gap(Scope.CHANNEL, Command.READ, write, readToWrite());
      rules.gaps(write, Command.READ, wl + burst + wtrs, wl + burst + wtrl);
    }
    // What follows is taken one cycle after the results have come.
    rules.completes(Command.RESULT_READ, Math.max(0, resultRead - 1));
  }
}
