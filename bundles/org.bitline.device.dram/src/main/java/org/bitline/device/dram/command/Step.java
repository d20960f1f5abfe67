package org.bitline.device.dram.command;

import java.util.List;

/** A part of a {@link Program}. */
public sealed interface Step {

  /** Commands of the array and of registers in it, all loops unrolled. */
  long commands();

  /**
   * Successive columns of one bank.
   *
   * <p>The first column is {@code row · columns + column + Σ strides · index} with the indices of
   * the loops around it, outermost first; columns run on into the next row.
   *
   * @param command what is done to each
   * @param bank number of the bank; in all-bank mode the number that addresses its group of banks
   * @param row of the first column
   * @param column of the first column, from 0; may exceed a row
   * @param strides columns per iteration of each loop around, outermost first; missing ones are 0
   * @param count how many columns, at least 1
   * @param fenceEvery a fence stands behind every so many commands and behind the last; 0 for none
   */
  record Burst(
      Command command,
      int bank,
      int row,
      int column,
      List<Integer> strides,
      int count,
      int fenceEvery)
      implements Step {

    public Burst {
      strides = List.copyOf(strides);
      if (!command.inProgram()) {
        throw new IllegalArgumentException(
            "a program holds no " + command + "; the controller issues it where it is needed");
      }
      if (bank < 0 || row < 0 || column < 0 || count < 1 || fenceEvery < 0) {
        throw new IllegalArgumentException(
            "a burst has a bank, row and column of at least 0, at least one command and fences"
                + " every 0 or more of them, not "
                + List.of(bank, row, column, count, fenceEvery));
      }
    }

    @Override
    public long commands() {
      return count;
    }
  }

  /**
   * Steps that repeat.
   *
   * @param count iterations, at least 1
   * @param pattern iterations after which columns stand in their rows as before, where rows that
   *     are open stay in use from one iteration to the next; 1 where every iteration opens rows of
   *     its own
   */
  record Loop(int count, int pattern, List<Step> body) implements Step {

    public Loop {
      body = List.copyOf(body);
      if (count < 1 || pattern < 1 || body.isEmpty()) {
        throw new IllegalArgumentException(
            "a loop has a body, at least one iteration and a pattern of at least one, not "
                + count
                + " and "
                + pattern);
      }
    }

    @Override
    public long commands() {
      return count * body.stream().mapToLong(Step::commands).sum();
    }
  }
}
