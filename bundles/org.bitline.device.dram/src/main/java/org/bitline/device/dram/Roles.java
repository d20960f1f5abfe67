package org.bitline.device.dram;

import java.util.List;

/** The components that device models of these types price. */
final class Roles {

  /** Cell arrays of a bank: activate, read, write, per bit. */
  static final String BANK = "bank";

  /** From a bank's column decoder to the bank group: transfer, per bit. */
  static final String COLUMN_PATH = "column-path";

  /** From the bank group to the die's global wires: transfer, per bit. */
  static final String GLOBAL_IO = "global-io";

  /** Through a stack, or from devices to a buffer on the module: transfer, per bit. */
  static final String TSV = "tsv";

  /** From memory to host: transfer, per bit. */
  static final String IO = "io";

  /** A PIM unit: mac, add, register. */
  static final String PIM_UNIT = "pim-unit";

  /** The host's adder: add. */
  static final String HOST = "host";

  /** A core of a plain memory's host: mac, pass. */
  static final String CORE = "core";

  /** Standby of a channel, as leakage. */
  static final String BACKGROUND = "background";

  /** Refresh of a channel, as leakage. */
  static final String REFRESH = "refresh";

  /** Stack, module or device, as area. */
  static final String STACK = "stack";

  /** Roles of any memory. */
  static final List<String> MEMORY =
      List.of(BANK, COLUMN_PATH, GLOBAL_IO, TSV, IO, BACKGROUND, REFRESH, STACK);

  private Roles() {}
}
