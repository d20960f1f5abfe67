package org.bitline.device.dram.command;

/**
 * Commands that a channel sees. A program holds column and register commands; the controller adds
 * activations, precharges, refreshes and mode changes where they are needed.
 */
public enum Command {
  ACTIVATE,
  PRECHARGE,
  REFRESH,
  /** Change between array commands and register commands, where a device has such modes. */
  MODE,
  /** A column leaves the channel, or goes to the registers of the PIM units. */
  READ,
  /** A column arrives: for the array, for registers that are mapped to a row, or for a mode row. */
  WRITE,
  /** A column of the open row is multiplied and added by every PIM unit that is addressed. */
  MAC,
  /** A burst for a buffer that all PIM units of a channel read; no row is needed. */
  BUFFER_WRITE,
  /** Accumulators are set; no row is needed. */
  BIAS_WRITE,
  /** Accumulators are read; no row is needed. */
  RESULT_READ;

  /** Whether its row must be open. */
  public boolean needsRow() {
    return this == READ || this == WRITE || this == MAC;
  }

  /** Whether a program may hold it. */
  public boolean inProgram() {
    return ordinal() >= READ.ordinal();
  }

  /** Whether a device with modes runs it in register mode. */
  public boolean inRegisterMode() {
    return inProgram() && !needsRow();
  }
}
