package org.bitline.device.dram;

import java.util.List;

/** The components that a device model of this type prices. */
final class Roles {

  /** Cell arrays of a bank: activate, read, write. */
  static final String BANK = "bank";

  /** From a bank's column decoder to the bank group: transfer. */
  static final String COLUMN_PATH = "column-path";

  /** From the bank group to the die's global wires: transfer. */
  static final String GLOBAL_IO = "global-io";

  /** Through the stack: transfer. */
  static final String TSV = "tsv";

  /** From stack to host: transfer. */
  static final String INTERPOSER = "interposer";

  /** The unit of two banks: mac, add, register. */
  static final String PIM_UNIT = "pim-unit";

  /** The host's adder: add. */
  static final String HOST = "host";

  /** Standby of a channel, as leakage. */
  static final String BACKGROUND = "background";

  /** Refresh of a channel, as leakage. */
  static final String REFRESH = "refresh";

  /** The stack of dice, as area. */
  static final String STACK = "stack";

  static final List<String> ALL =
      List.of(
          BANK,
          COLUMN_PATH,
          GLOBAL_IO,
          TSV,
          INTERPOSER,
          PIM_UNIT,
          HOST,
          BACKGROUND,
          REFRESH,
          STACK);

  private Roles() {}
}
