package org.bitline.device.dram.command;

import java.util.Arrays;

/**
 * A controller's state at the head of a loop's iteration.
 *
 * @param iteration the loop's
 * @param cycle the clock
 * @param state all that decides what comes, relative to clock and rows
 * @param rows open rows, and rows of the queue
 * @param counts commands so far
 */
record Snapshot(int iteration, long cycle, long[] state, long[] rows, long[] counts) {

  /** Whether all that comes is the same but for clock and rows. */
  boolean same(Snapshot other) {
    return Arrays.equals(state, other.state);
  }
}
