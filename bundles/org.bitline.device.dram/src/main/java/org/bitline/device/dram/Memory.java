package org.bitline.device.dram;

import java.util.Optional;
import org.bitline.api.unit.Param;
import org.bitline.device.dram.command.Machine;
import org.bitline.device.dram.command.Machine.ModeSwitch;
import org.bitline.device.dram.kernel.Timings;

/** Parameters of a DRAM: what a device with PIM units and a plain memory have in common. */
final class Memory {

  private Memory() {}

  /** Channels and banks. */
  record Organisation(
      @Param(
              doc = "Channels of a stack, module or device: 64-bit pseudo channels for HBM.",
              byDefault = "16",
              min = 1,
              max = 1024)
          int channelsPerStack,
      @Param(doc = "Ranks of a channel.", byDefault = "1", min = 1, max = 16) int ranks,
      @Param(doc = "Bank groups of a rank.", byDefault = "4", min = 1, max = 16) int bankGroups,
      @Param(doc = "Banks of a bank group.", byDefault = "4", min = 1, max = 16) int banksPerGroup,
      @Param(doc = "Rows of a bank.", byDefault = "16384", min = 2, max = 1048576) int rowsPerBank,
      @Param(doc = "Bursts of a row.", byDefault = "32", min = 1, max = 4096) int burstsPerRow,
      @Param(
              doc = "Bytes of a burst: one column command of a channel.",
              unit = "B",
              byDefault = "32 B",
              min = 1,
              max = 4096)
          double burst,
      @Param(
              doc =
                  "Rows of a bank that hold no weights: mode registers, results, operands of"
                      + " dynamic products.",
              byDefault = "512",
              min = 1)
          int reservedRows) {

    Organisation {
      if (reservedRows >= rowsPerBank) {
        throw new IllegalArgumentException(
            "organisation.reservedRows is "
                + reservedRows
                + " and organisation.rowsPerBank "
                + rowsPerBank
                + "; rows must be left for weights");
      }
    }

    int banks() {
      return bankGroups * banksPerGroup;
    }

    int burstBits() {
      return (int) Math.rint(burst * 8);
    }

    long rowBits() {
      return (long) burstsPerRow * burstBits();
    }
  }

  /** Delays, each as {@code "4 cycles"} or a time such as {@code "14 ns"}. */
  record Delays(
      @Param(doc = "RL: read command to data.", byDefault = "20 cycles") String rl,
      @Param(doc = "WL: write command to data.", byDefault = "8 cycles") String wl,
      @Param(doc = "Cycles that a burst occupies the data bus (BL/2).", byDefault = "2 cycles")
          String burst,
      @Param(doc = "tCCDS: column commands of two bank groups.", byDefault = "2 cycles")
          String ccds,
      @Param(doc = "tCCDL: column commands of one bank group.", byDefault = "4 cycles") String ccdl,
      @Param(
              doc =
                  "Least time between two commands of the PIM units: their own speed, or a limit of"
                      + " power; 0 cycles for that of column commands.",
              byDefault = "0 cycles")
          String mac,
      @Param(doc = "tRCDRD: activation to read.", byDefault = "14 cycles") String rcdrd,
      @Param(doc = "tRCDWR: activation to write.", byDefault = "10 cycles") String rcdwr,
      @Param(
              doc = "Activation to a command of the PIM units; 0 cycles for tRCDRD.",
              byDefault = "0 cycles")
          String rcdmac,
      @Param(doc = "tRAS: activation to precharge.", byDefault = "33 cycles") String ras,
      @Param(doc = "tRP: precharge to activation.", byDefault = "14 cycles") String rp,
      @Param(doc = "tRC: activation to activation of one bank.", byDefault = "47 cycles") String rc,
      @Param(doc = "tRRDS: activations in two bank groups.", byDefault = "4 cycles") String rrds,
      @Param(doc = "tRRDL: activations in one bank group.", byDefault = "6 cycles") String rrdl,
      @Param(
              doc = "tFAW: time in which four banks may be activated; 0 cycles for no limit.",
              byDefault = "0 cycles")
          String faw,
      @Param(doc = "Whether an all-bank activation is free of tFAW.", byDefault = "true")
          boolean allBankIgnoresFaw,
      @Param(doc = "Read to precharge of one bank.", byDefault = "3 cycles") String rtp,
      @Param(doc = "tWR: end of write data to precharge.", byDefault = "16 cycles") String wr,
      @Param(doc = "tWTRS: end of write data to read, other bank group.", byDefault = "9 cycles")
          String wtrs,
      @Param(doc = "tWTRL: end of write data to read, same bank group.", byDefault = "9 cycles")
          String wtrl,
      @Param(doc = "tRTRS: bus turn-around from read to write.", byDefault = "1 cycles")
          String rtrs,
      @Param(
              doc = "A change between array and register commands; 0 cycles where there is none.",
              byDefault = "0 cycles")
          String mode,
      @Param(doc = "Between two register commands.", byDefault = "2 cycles") String register,
      @Param(doc = "A read of accumulators to what follows it.", byDefault = "0 cycles")
          String resultRead) {

    Timings timings(Cycles cycles) {
      int read = cycles.of("delays.rcdrd", rcdrd);
      int macRead = cycles.of("delays.rcdmac", rcdmac);
      return new Timings(
          cycles.of("delays.rl", rl),
          cycles.of("delays.wl", wl),
          cycles.of("delays.burst", burst),
          cycles.of("delays.ccds", ccds),
          cycles.of("delays.ccdl", ccdl),
          cycles.of("delays.mac", mac),
          read,
          cycles.of("delays.rcdwr", rcdwr),
          macRead == 0 ? read : macRead,
          cycles.of("delays.ras", ras),
          cycles.of("delays.rp", rp),
          cycles.of("delays.rc", rc),
          cycles.of("delays.rrds", rrds),
          cycles.of("delays.rrdl", rrdl),
          cycles.of("delays.rtp", rtp),
          cycles.of("delays.wr", wr),
          cycles.of("delays.wtrs", wtrs),
          cycles.of("delays.wtrl", wtrl),
          cycles.of("delays.rtrs", rtrs),
          cycles.of("delays.mode", mode),
          cycles.of("delays.register", register),
          cycles.of("delays.resultRead", resultRead));
    }
  }

  /** Refresh. */
  record Refresh(
      @Param(doc = "none, all banks at once, or bank after bank.", byDefault = "all-bank")
          org.bitline.device.dram.command.Refresh.Kind kind,
      @Param(
              doc = "tREFI: between two refreshes; of single banks where these are refreshed.",
              byDefault = "3900 cycles")
          String interval,
      @Param(doc = "tRFC: how long a refresh blocks.", byDefault = "350 cycles") String duration,
      @Param(doc = "When the first is due; 0 cycles for one interval.", byDefault = "0 cycles")
          String first,
      @Param(
              doc =
                  "Whether no row is opened while a refresh is due; false, as in PIMSimulator: what"
                      + " always finds a row to open can put it off.",
              byDefault = "false")
          boolean blocks,
      @Param(
              doc = "Idle ranks that share the bus: each takes a command slot per interval.",
              byDefault = "0",
              min = 0,
              max = 1)
          int idleRanks) {

    org.bitline.device.dram.command.Refresh plan(Cycles cycles) {
      int every = cycles.of("refresh.interval", interval);
      int start = cycles.of("refresh.first", first);
      return new org.bitline.device.dram.command.Refresh(
          kind,
          start == 0 ? every : start,
          every,
          cycles.of("refresh.duration", duration),
          blocks,
          idleRanks);
    }
  }

  /**
   * A channel for programs.
   *
   * @param groups bank groups that the program uses
   * @param banksPerGroup banks of each
   * @param window commands that the controller looks at
   * @param groupedNumbers see {@link Machine}
   * @param startsAllBank see {@link Machine}
   */
  static Machine machine(
      Organisation organisation,
      Delays delays,
      Refresh refresh,
      Cycles cycles,
      int groups,
      int banksPerGroup,
      int window,
      int groupedNumbers,
      boolean startsAllBank,
      Optional<ModeSwitch> modeSwitch) {
    Timings timings = delays.timings(cycles);
    return new Machine(
        groups,
        banksPerGroup,
        organisation.burstsPerRow(),
        timings.constraints(),
        refresh.plan(cycles),
        window,
        cycles.of("delays.faw", delays.faw()),
        delays.allBankIgnoresFaw(),
        groupedNumbers,
        startsAllBank,
        modeSwitch,
        timings.mode() > 0);
  }
}
