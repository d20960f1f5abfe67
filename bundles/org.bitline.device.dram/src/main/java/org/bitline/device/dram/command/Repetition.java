package org.bitline.device.dram.command;

/**
 * A state that comes again, and what passes until it does.
 *
 * @param state at the head of an iteration
 * @param iterations of the loop
 * @param cycles of the clock
 * @param rows by how much open rows and rows of the queue move on
 * @param counts commands
 */
record Repetition(Snapshot state, int iterations, long cycles, long[] rows, long[] counts) {

  static Repetition between(Snapshot earlier, Snapshot later) {
    return new Repetition(
        later,
        later.iteration() - earlier.iteration(),
        later.cycle() - earlier.cycle(),
        difference(earlier.rows(), later.rows()),
        difference(earlier.counts(), later.counts()));
  }

  private static long[] difference(long[] earlier, long[] later) {
    long[] difference = new long[later.length];
    for (int i = 0; i < later.length; i++) {
      difference[i] = later[i] - earlier[i];
    }
    return difference;
  }
}
