package org.bitline.device.dram.command;

import org.bitline.device.dram.command.Refresh.Kind;

/** Refreshes that are due. */
final class Refresher {

  private static final long NEVER = Long.MAX_VALUE / 2;

  private final Refresh plan;
  private long next;
  private long nextIdle;
  private int pending;
  private int bank;
  private boolean once;

  Refresher(Refresh plan) {
    this.plan = plan;
    this.next = plan.on() ? plan.first() : NEVER;
    this.nextIdle = plan.on() && plan.idleRanks() > 0 ? plan.interval() : NEVER;
  }

  Refresher(Refresher other) {
    this.plan = other.plan;
    this.next = other.next;
    this.nextIdle = other.nextIdle;
    this.pending = other.pending;
    this.bank = other.bank;
    this.once = other.once;
  }

  /** None is due any more. */
  void off() {
    next = NEVER;
    nextIdle = NEVER;
    pending = 0;
  }

  /** One is due at a cycle, and none after it. */
  void once(long cycle) {
    off();
    next = cycle;
    once = true;
  }

  /** One is due at a cycle, and others at the interval after it. */
  void from(long cycle) {
    off();
    next = cycle;
    once = false;
  }

  /** All that are due after a cycle are still to come. */
  void resume(long cycle) {
    next = plan.after(cycle);
    nextIdle = plan.idleRanks() > 0 ? (cycle / plan.interval() + 1) * plan.interval() : NEVER;
    pending = 0;
    once = false;
  }

  /** The next cycle in which something becomes due. */
  long next() {
    return Math.min(next, nextIdle);
  }

  /** Whether one is due and not yet under way. */
  boolean waiting() {
    return pending > 0;
  }

  /** Whether an idle rank takes this cycle's slot. */
  boolean idleSlot(long now) {
    if (now < nextIdle) {
      return false;
    }
    nextIdle += plan.interval();
    return true;
  }

  boolean pending(long now) {
    if (now >= next) {
      pending++;
      next = once ? NEVER : next + plan.interval();
    }
    return pending > 0;
  }

  /** Whether the refresh that is due needs a bank closed. */
  boolean concerns(int number, Machine machine, boolean allBank) {
    if (plan.kind() == Kind.ALL_BANK) {
      return true;
    }
    return number == (allBank ? bank % machine.groupedNumbers() : bank);
  }

  /** The refresh that was due is under way. */
  void done(int banks) {
    pending--;
    bank = (bank + 1) % banks;
  }
}
