package org.bitline.device.dram;

import org.bitline.api.unit.Param;

/**
 * Parameters of the device type {@code dram-pim}. Defaults are the HBM2-PIM of PIMSimulator
 * (SAITPublic/PIMSimulator b464dde, {@code ini/HBM2_samsung_2M_16B_x64.ini}); delays are in cycles
 * of {@code clock}, as data sheets and simulators give them.
 */
record DramPimParameters(
    @Param(
            doc = "HBM stacks that work on every product together.",
            byDefault = "1",
            min = 1,
            max = 64)
        int stacks,
    @Param(doc = "Clock period.", unit = "s", byDefault = "1 ns", above = 0) double clock,
    @Param(doc = "Channels, banks and rows.") Organisation organisation,
    @Param(doc = "Delays between commands.") Delays delays,
    @Param(doc = "What a kernel takes beside its commands.") Kernel kernel,
    @Param(doc = "Refresh.") Refresh refresh,
    @Param(doc = "The host's way to the banks.") Host host) {

  /** Channels and banks. The PIM unit itself is fixed, see {@link PimUnit}. */
  record Organisation(
      @Param(doc = "64-bit pseudo channels of a stack.", byDefault = "16", min = 1, max = 1024)
          int channelsPerStack,
      @Param(doc = "Rows of 1 KB in a bank.", byDefault = "16384", min = 2, max = 1048576)
          int rowsPerBank,
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
  }

  /** Delays in cycles. Names are those of JEDEC and of the simulator's file. */
  record Delays(
      @Param(doc = "RL: read command to data.", byDefault = "20", min = 1) int rl,
      @Param(doc = "WL: write command to data.", byDefault = "8", min = 1) int wl,
      @Param(doc = "BL/2: cycles of a burst of 32 bytes.", byDefault = "2", min = 1) int burst,
      @Param(doc = "tCCDL: column commands of a bank group.", byDefault = "4", min = 1) int ccdl,
      @Param(doc = "tRCDRD: activation to read.", byDefault = "14", min = 1) int rcdrd,
      @Param(doc = "tRCDWR: activation to write.", byDefault = "10", min = 1) int rcdwr,
      @Param(doc = "tRAS: activation to precharge.", byDefault = "33", min = 1) int ras,
      @Param(doc = "tRP: precharge to activation.", byDefault = "14", min = 1) int rp,
      @Param(doc = "tRTPL: read to precharge.", byDefault = "5", min = 1) int rtpl,
      @Param(doc = "tWR: end of write data to precharge.", byDefault = "16", min = 1) int wr,
      @Param(doc = "tWTRL: end of write data to read.", byDefault = "9", min = 1) int wtrl,
      @Param(doc = "tRTRS: bus turn-around from read to write.", byDefault = "1", min = 0)
          int rtrs) {}

  /**
   * Constant parts of a kernel, in cycles: parking, mode switches and programming of the PIM units.
   * One number per set of delays and kind of kernel; these are for the stock delays.
   */
  record Kernel(
      @Param(doc = "Beside the products of a matrix-vector kernel.", byDefault = "331", min = 0)
          int gemv,
      @Param(doc = "Beside the tiles of an elementwise kernel.", byDefault = "409", min = 0)
          int elementwise,
      @Param(
              doc =
                  "Heads of a dynamic product run side by side on channels of their own; false: one"
                      + " after another, all channels on one head.",
              byDefault = "true")
          boolean spreadHeads) {}

  /** All-bank refresh. */
  record Refresh(
      @Param(doc = "Whether banks are refreshed.", byDefault = "true") boolean enabled,
      @Param(doc = "tREFI: cycles between refreshes.", byDefault = "3900", min = 1) int interval,
      @Param(doc = "tRFC: cycles of a refresh.", byDefault = "350", min = 1) int duration,
      @Param(
              doc = "Cycles to close and reopen rows and queue again around a refresh.",
              byDefault = "4",
              min = 0)
          int overhead,
      @Param(
              doc =
                  "A refresh that falls into the last cycles of a kernel delays nothing: how many.",
              byDefault = "100",
              min = 0)
          int tail,
      @Param(doc = "Cycle of the first refresh; 0 for one interval.", byDefault = "0", min = 0)
          int first) {

    Refresh {
      if (enabled && duration + overhead >= interval) {
        throw new IllegalArgumentException(
            "refresh.duration and refresh.overhead are "
                + (duration + overhead)
                + " cycles and refresh.interval is "
                + interval
                + "; no time is left between refreshes");
      }
    }

    /** Cycle of the first refresh. */
    int start() {
      return first > 0 ? first : interval;
    }
  }

  /** Host traffic. */
  record Host(
      @Param(
              doc = "Share of a channel's peak rate that streams of the host reach.",
              byDefault = "0.92",
              above = 0,
              max = 1)
          double efficiency) {}

  int channels() {
    return stacks * organisation.channelsPerStack();
  }

  /** Bits per second of one channel for streams of the host. */
  double hostBandwidth() {
    return PimUnit.BURST_BITS / (delays.burst() * clock) * host.efficiency();
  }
}
