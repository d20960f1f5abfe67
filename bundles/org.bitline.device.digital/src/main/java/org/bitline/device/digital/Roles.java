package org.bitline.device.digital;

import java.util.List;

/** The components that a device model of this type prices. */
final class Roles {

  /** Multiply-accumulate unit of a processing element: mac. */
  static final String MAC = "mac";

  /** A bit of a processing element's registers: access. */
  static final String REGISTER = "register";

  /** Stage at the edge of the array that scales and rounds a value: convert. */
  static final String QUANTISER = "quantiser";

  /** An SRAM bank: read, write, per bit. */
  static final String SRAM = "sram";

  /** A lane of the vector unit: pass. */
  static final String VECTOR = "vector";

  /** Main memory: read, write, per bit. */
  static final String DRAM = "dram";

  static final List<String> ALL = List.of(MAC, REGISTER, QUANTISER, SRAM, VECTOR, DRAM);

  /** The chip of a roofline device, but for its main memory: area and leakage. */
  static final String CHIP = "chip";

  static final List<String> ROOFLINE = List.of(MAC, VECTOR, DRAM, CHIP);

  private Roles() {}
}
