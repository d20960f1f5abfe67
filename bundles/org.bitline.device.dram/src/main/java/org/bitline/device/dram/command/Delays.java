package org.bitline.device.dram.command;

import java.util.Arrays;
import java.util.List;
import org.bitline.device.dram.command.Constraints.Rule;

/** The first cycle in which each command is legal, by the commands that went before. */
final class Delays {

  private static final int COMMANDS = Command.values().length;

  private final int banksPerGroup;
  private final int groups;
  private final int units;
  private final int[][] to;
  private final int[][] scope;
  private final int[][] cycles;
  private final long[] ready;

  Delays(Machine machine) {
    this.groups = machine.groups();
    this.banksPerGroup = machine.banksPerGroup();
    this.units = 1 + groups + machine.banks();
    this.to = new int[COMMANDS][];
    this.scope = new int[COMMANDS][];
    this.cycles = new int[COMMANDS][];
    for (Command from : Command.values()) {
      List<Rule> rules =
          machine.constraints().rules().stream().filter(r -> r.from() == from).toList();
      to[from.ordinal()] = rules.stream().mapToInt(r -> r.to().ordinal()).toArray();
      scope[from.ordinal()] = rules.stream().mapToInt(r -> r.scope().ordinal()).toArray();
      cycles[from.ordinal()] = rules.stream().mapToInt(Rule::cycles).toArray();
    }
    this.ready = new long[COMMANDS * units];
    Arrays.fill(ready, Long.MIN_VALUE / 2);
  }

  Delays(Delays other) {
    this.groups = other.groups;
    this.banksPerGroup = other.banksPerGroup;
    this.units = other.units;
    this.to = other.to;
    this.scope = other.scope;
    this.cycles = other.cycles;
    this.ready = other.ready.clone();
  }

  /** The first cycle in which a command is legal in a bank. */
  long of(Command command, int bank) {
    int at = command.ordinal() * units;
    long legal = Math.max(ready[at], ready[at + 1 + bank / banksPerGroup]);
    return Math.max(legal, ready[at + 1 + groups + bank]);
  }

  /** A command is issued; what waits for it waits {@code extra} cycles longer. */
  void issue(Command command, int bank, long now, long extra) {
    int[] next = to[command.ordinal()];
    for (int i = 0; i < next.length; i++) {
      int at =
          switch (scope[command.ordinal()][i]) {
            case 0 -> 0;
            case 1 -> 1 + bank / banksPerGroup;
            default -> 1 + groups + bank;
          };
      raise(next[i] * units + at, now + extra + cycles[command.ordinal()][i]);
    }
  }

  /** A command is not legal in a bank before a cycle. */
  void block(Command command, int bank, long until) {
    raise(command.ordinal() * units + 1 + groups + bank, until);
  }

  /** A command is not legal in any bank before a cycle. */
  void block(Command command, long until) {
    raise(command.ordinal() * units, until);
  }

  private void raise(int at, long cycle) {
    if (ready[at] < cycle) {
      ready[at] = cycle;
    }
  }

  void shift(long by) {
    for (int i = 0; i < ready.length; i++) {
      ready[i] += by;
    }
  }

  int size() {
    return ready.length;
  }

  /** Writes what is still to wait at a cycle. */
  void write(long now, long[] out, int offset) {
    for (int i = 0; i < ready.length; i++) {
      out[offset + i] = Math.max(0, ready[i] - now);
    }
  }
}
