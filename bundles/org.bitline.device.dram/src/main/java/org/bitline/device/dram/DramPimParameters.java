package org.bitline.device.dram;

import java.util.List;
import java.util.Optional;
import org.bitline.api.base.Section;
import org.bitline.api.unit.Param;

/**
 * Parameters of the device type {@code dram-pim}. Defaults are the HBM2-PIM of PIMSimulator
 * (SAITPublic/PIMSimulator b464dde, {@code ini/HBM2_samsung_2M_16B_x64.ini}).
 */
record DramPimParameters(
    @Param(
            doc = "Stacks, modules or devices that work on every product together.",
            byDefault = "1",
            min = 1,
            max = 64)
        int stacks,
    @Param(doc = "Clock period.", unit = "s", byDefault = "1 ns", above = 0) double clock,
    @Param(doc = "Channels, banks and rows.") Memory.Organisation organisation,
    @Param(doc = "Delays between commands.") Memory.Delays delays,
    @Param(doc = "Refresh.") Memory.Refresh refresh,
    @Param(doc = "The PIM units.") Unit unit,
    @Param(doc = "Traffic of the host.") Host host,
    @Param(doc = "Which bits of an address choose what; default: none is needed.")
        Optional<AddressMapParameters> addressMap,
    @Param(
            doc =
                "Steps of a product's program where unit.kernel is program: bursts of commands and"
                    + " loops of steps.")
        List<Section> program) {

  /** How units are told what to do. */
  enum Style {
    /** All obey the commands of the channel; inputs and sums are in registers of each unit. */
    REGISTERS,
    /** All obey the commands of the channel; inputs are in a buffer that they share. */
    BUFFER,
    /** Each runs a kernel of its own over the addresses that are its own. */
    INDEPENDENT
  }

  /** Where a unit sits. */
  enum Level {
    BANK,
    BANK_GROUP,
    DEVICE,
    CHANNEL
  }

  /** Which banks a command works in. */
  enum Mode {
    /** All banks at once. */
    ALL_BANK,
    /** One bank after another, as JEDEC has it. */
    PER_BANK,
    /** Operands of single banks are read one bank after another; then all units work at once. */
    DECOUPLED
  }

  /** What a product's program reuses. */
  enum Kernel {
    /** Nothing: every token reads all weights. */
    GEMV,
    /** Weights over as many tokens as there are accumulators. */
    REUSE,
    /** The faster of both for the tokens at hand. */
    FASTEST,
    /** The program in the device model, in the layout of the first. */
    PROGRAM
  }

  /** What the units compute with. */
  enum Numbers {
    FP16(16),
    BF16(16),
    INT8(8),
    FP32(32);

    private final int bits;

    Numbers(int bits) {
      this.bits = bits;
    }

    int bits() {
      return bits;
    }
  }

  /** PIM units. */
  record Unit(
      @Param(doc = "How units are told what to do.", byDefault = "registers") Style style,
      @Param(
              doc = "Where a unit sits; registers and buffer units sit at banks.",
              byDefault = "bank")
          Level level,
      @Param(doc = "Which banks a command works in.", byDefault = "all-bank") Mode mode,
      @Param(doc = "What the program of a product reuses.", byDefault = "gemv") Kernel kernel,
      @Param(doc = "What the units compute with.", byDefault = "fp16") Numbers numbers,
      @Param(doc = "Units of a channel: one per so many banks.", byDefault = "2", min = 1)
          int banksPerUnit,
      @Param(
              doc =
                  "Vectors whose sums a unit holds at once: accumulator registers, or results in a"
                      + " scratchpad.",
              byDefault = "8",
              min = 1,
              max = 4096)
          int accumulators,
      @Param(
              doc = "Bursts of inputs or weights that registers or the buffer hold.",
              byDefault = "8",
              min = 1,
              max = 65536)
          int inputBursts,
      @Param(
              doc =
                  "Multiply-accumulates a second of an independent unit; the others keep up with"
                      + " their commands.",
              unit = "Hz",
              byDefault = "0 Hz",
              min = 0)
          double macRate) {}

  /** The host's way to the banks. */
  record Host(
      @Param(
              doc =
                  "Whether PIM commands stop the traffic of the host, or run beside it in banks"
                      + " with two row buffers.",
              byDefault = "blocking")
          Overlap overlap,
      @Param(doc = "Commands that the controller looks at.", byDefault = "64", min = 1, max = 1024)
          int window) {}

  /** Traffic of the host beside PIM commands. */
  enum Overlap {
    BLOCKING,
    DUAL_ROW_BUFFER
  }

  int channels() {
    return stacks * organisation.channelsPerStack();
  }

  /** Units of a channel that sit at banks. */
  int bankUnits() {
    return organisation.banks() / unit.banksPerUnit();
  }

  /** Elements of a burst. */
  int lanes() {
    return organisation.burstBits() / unit.numbers().bits();
  }
}
