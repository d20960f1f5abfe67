package org.bitline.device.dram.command;

import java.util.Optional;
import org.bitline.device.dram.command.Machine.ModeSwitch;

/** Whether a channel is in all-bank mode, and how far it is on its way there or back. */
final class ModeState {

  private final Optional<ModeSwitch> rule;
  private final int groupedNumbers;
  private boolean allBank;
  private boolean changes;
  private long seen;

  ModeState(Machine machine) {
    this.rule = machine.modeSwitch();
    this.groupedNumbers = machine.groupedNumbers();
    this.allBank = machine.startsAllBank();
  }

  ModeState(ModeState other) {
    this.rule = other.rule;
    this.groupedNumbers = other.groupedNumbers;
    this.allBank = other.allBank;
    this.changes = other.changes;
    this.seen = other.seen;
  }

  boolean allBank() {
    return allBank;
  }

  /** The command of the last cycle takes effect. */
  void settle() {
    if (changes) {
      allBank = !allBank;
      changes = false;
      seen = 0;
    }
  }

  /** In all-bank mode only the numbers that stand for many banks can be activated. */
  boolean mayActivate(int bank) {
    return !allBank || bank < groupedNumbers;
  }

  void activated(int bank, long row) {
    if (rule.isPresent() && !allBank && row == rule.get().enterRow()) {
      see(bank, rule.get().enterBanks());
    }
  }

  void closed(int bank, long row) {
    if (rule.isPresent() && allBank && row == rule.get().leaveRow()) {
      see(bank, rule.get().leaveBanks());
    }
  }

  private void see(int bank, long all) {
    seen |= all & (1L << bank);
    changes = seen == all;
  }

  long signature() {
    return (allBank ? 1 : 0) + (changes ? 2 : 0) + 4 * seen;
  }
}
