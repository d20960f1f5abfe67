package org.bitline.device.dram.command;

import java.util.ArrayList;
import java.util.List;
import org.bitline.device.dram.command.Step.Burst;
import org.bitline.device.dram.command.Step.Loop;

/**
 * What one channel is asked to do: nested loops of column and register commands. Both engines run
 * the same program. Programs with equal steps are equal.
 */
public record Program(List<Step> steps) {

  public Program {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a program has at least one step");
    }
  }

  /** All commands of the program, loops unrolled. */
  public long commands() {
    return steps.stream().mapToLong(Step::commands).sum();
  }

  /** How often it holds a command. */
  public long count(Command command) {
    return count(steps, command);
  }

  private static long count(List<Step> steps, Command command) {
    long sum = 0;
    for (Step step : steps) {
      if (step instanceof Loop loop) {
        sum += loop.count() * count(loop.body(), command);
      } else if (step instanceof Burst burst && burst.command() == command) {
        sum += burst.count();
      }
    }
    return sum;
  }

  /** Builds a program step by step; loops nest. */
  public static final class Builder {

    private final List<List<Step>> open = new ArrayList<>(List.of(new ArrayList<>()));

    /** One command with a fence behind it. */
    public Builder fenced(Command command, int bank, int row, int column) {
      return add(new Burst(command, bank, row, column, List.of(), 1, 1));
    }

    /** Successive columns of fixed place, without fences. */
    public Builder burst(Command command, int bank, int row, int column, int count) {
      return add(new Burst(command, bank, row, column, List.of(), count, 0));
    }

    /** Adds a step. */
    public Builder add(Step step) {
      open.get(open.size() - 1).add(step);
      return this;
    }

    /** Adds steps. */
    public Builder addAll(List<? extends Step> steps) {
      steps.forEach(this::add);
      return this;
    }

    /** Begins a body that {@link #end} closes. */
    public Builder begin() {
      open.add(new ArrayList<>());
      return this;
    }

    /** Ends a body and repeats it; a body that is repeated 0 times is left out. */
    public Builder end(int count, int pattern) {
      List<Step> body = open.remove(open.size() - 1);
      return count == 0 ? this : add(new Loop(count, pattern, body));
    }

    /** The program. */
    public Program build() {
      if (open.size() != 1) {
        throw new IllegalStateException("a loop was begun and not ended");
      }
      return new Program(open.get(0));
    }
  }
}
