package org.bitline.device.dram.command;

import java.util.ArrayList;
import java.util.List;
import org.bitline.device.dram.command.Step.Burst;
import org.bitline.device.dram.command.Step.Loop;

/** A program as a flat list of instructions. */
final class Code {

  /** One instruction. */
  sealed interface Instruction permits Commands, Begin, End {}

  /** A burst; {@code first} is its first column, rows counted in. */
  record Commands(Command command, int bank, long first, int[] strides, int count, int fenceEvery)
      implements Instruction {}

  /**
   * A loop begins.
   *
   * @param depth loops around it
   * @param end where its {@link End} stands
   * @param share of the program's commands that are in it
   */
  record Begin(int depth, int count, int pattern, int end, double share) implements Instruction {}

  /** A loop ends; {@code begin} is where it began. */
  record End(int depth, int begin) implements Instruction {}

  private final List<Instruction> list = new ArrayList<>();
  private final double total;
  private final int columns;
  private int depth;
  private int deepest;
  final Instruction[] instructions;

  Code(Program program, int columns) {
    this.total = program.commands();
    this.columns = columns;
    add(program.steps(), 1);
    this.instructions = list.toArray(Instruction[]::new);
  }

  int deepest() {
    return deepest;
  }

  /**
   * What a loop repeats, without where in the array it works: equal for loops that take equal time
   * in their steady state.
   */
  List<List<Integer>> body(int begin) {
    Begin loop = (Begin) instructions[begin];
    List<List<Integer>> body = new ArrayList<>();
    for (int i = begin + 1; i < loop.end(); i++) {
      if (instructions[i] instanceof Commands c) {
        int own = c.strides().length > loop.depth() ? c.strides()[loop.depth()] : 0;
        int fixed = own == 0 ? (int) (c.first() / columns) : -1;
        body.add(
            List.of(
                c.command().ordinal(), c.bank(), c.count(), c.fenceEvery(), own % columns, fixed));
      } else if (instructions[i] instanceof Begin b) {
        body.add(List.of(b.depth() - loop.depth(), b.count(), b.end() - i));
      }
    }
    return body;
  }

  private void add(List<Step> steps, double times) {
    for (Step step : steps) {
      if (step instanceof Loop loop) {
        add(loop, times);
      } else if (step instanceof Burst burst) {
        list.add(
            new Commands(
                burst.command(),
                burst.bank(),
                (long) burst.row() * columns + burst.column(),
                burst.strides().stream().limit(depth).mapToInt(s -> s).toArray(),
                burst.count(),
                burst.fenceEvery()));
      }
    }
  }

  private void add(Loop loop, double times) {
    int begin = list.size();
    list.add(new End(0, 0));
    depth++;
    deepest = Math.max(deepest, depth);
    add(loop.body(), times * loop.count());
    depth--;
    list.add(new End(depth, begin));
    double share = times * loop.commands() / total;
    list.set(begin, new Begin(depth, loop.count(), loop.pattern(), list.size() - 1, share));
  }
}
