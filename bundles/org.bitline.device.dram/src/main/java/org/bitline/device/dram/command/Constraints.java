package org.bitline.device.dram.command;

import java.util.ArrayList;
import java.util.List;

/**
 * Least cycles between two commands of a channel.
 *
 * @param rules every rule; several on one pair hold together
 * @param completion by ordinal of a command: cycles from its issue to the end of what it does
 */
public record Constraints(List<Rule> rules, List<Integer> completion) {

  /** Which pairs a rule holds for: any two banks, the same bank group, the same bank. */
  public enum Scope {
    CHANNEL,
    GROUP,
    BANK
  }

  /** From one command to a later one. */
  public record Rule(Scope scope, Command from, Command to, int cycles) {}

  public Constraints {
    rules = List.copyOf(rules);
    completion = List.copyOf(completion);
  }

  /** Collects rules. */
  public static final class Builder {

    private final List<Rule> rules = new ArrayList<>();
    private final int[] completion = new int[Command.values().length];

    /** Adds a rule; one of 0 cycles or fewer says nothing and is left out. */
    public Builder gap(Scope scope, Command from, Command to, int cycles) {
      if (cycles > 0) {
        rules.add(new Rule(scope, from, to, cycles));
      }
      return this;
    }

    /** The same rule for every bank of the channel, and a longer one in a bank's own group. */
    public Builder gaps(Command from, Command to, int otherGroup, int sameGroup) {
      return gap(Scope.CHANNEL, from, to, Math.min(otherGroup, sameGroup))
          .gap(Scope.GROUP, from, to, sameGroup);
    }

    /** Cycles from the issue of a command to the end of what it does. */
    public Builder completes(Command command, int cycles) {
      completion[command.ordinal()] = cycles;
      return this;
    }

    public Constraints build() {
      List<Integer> cycles = new ArrayList<>();
      for (int c : completion) {
        cycles.add(c);
      }
      return new Constraints(rules, cycles);
    }
  }
}
