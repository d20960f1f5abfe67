package org.bitline.device.dram.command;

import org.bitline.device.dram.command.FastForward.Steady;

/**
 * What refreshes add to a loop in its steady state.
 *
 * <p>Of all banks at once, refreshes are rare: one is replayed at some phases of the loop's period,
 * until the loop is back in its state or the next would be due, and the mean is taken. Of single
 * banks, they come so often that one meets what the last has left, and each concerns another bank:
 * many are replayed in a row.
 */
final class RefreshCost implements Stream.Observer {

  /** Phases of the period at which a refresh is tried. */
  private static final int PHASES = 4;

  /** How often every bank is refreshed in a row. */
  private static final int ROUNDS = 8;

  private final Steady steady;
  private final Controller controller;
  private final long start;
  private final long until;
  private final boolean single;
  private boolean settled;
  private long cycles;
  private long[] counts = {};

  /**
   * What is added for a refresh that is due.
   *
   * @param cycles of the clock
   * @param counts commands, as a controller has them: rows that are opened again, and the refresh
   *     itself unless it is put off
   */
  record Each(double cycles, double[] counts) {}

  private RefreshCost(Steady steady, long phase, boolean single) {
    this.steady = steady;
    this.single = single;
    this.controller = new Controller(steady.controller());
    long interval = controller.machine.refresh().interval();
    long now = steady.repetition().state().cycle();
    this.start = now + phase;
    if (single) {
      controller.refresher().once(start);
      this.until = start + interval;
    } else {
      controller.refresher().from(start);
      this.until = start + ROUNDS * interval * controller.machine.banks();
    }
    controller.stream.repeatForever(steady.loop());
    controller.observe(this);
  }

  /** The mean over phases, or over many refreshes. */
  static Each mean(Steady steady) {
    Refresh plan = steady.controller().machine.refresh();
    boolean single = plan.kind() == Refresh.Kind.ALL_BANK;
    int trials = single ? PHASES : 1;
    double cycles = 0;
    double[] counts = new double[steady.repetition().counts().length];
    for (int trial = 0; trial < trials; trial++) {
      long phase = steady.repetition().cycles() * (2L * trial + 1) / (2 * trials);
      RefreshCost cost = new RefreshCost(steady, phase, single);
      cost.replay();
      double due = single ? 1 : (double) (cost.controller.now() - cost.start) / plan.interval();
      cycles += cost.cycles / (due * trials);
      for (int i = 0; i < counts.length; i++) {
        counts[i] += cost.counts[i] / (due * trials);
      }
    }
    return new Each(cycles, counts);
  }

  private void replay() {
    while (!settled) {
      controller.step();
    }
  }

  @Override
  public void begun(int loop) {}

  @Override
  public void repeats(int loop) {
    int iteration = controller.stream.iteration(loop);
    Repetition repetition = steady.repetition();
    int since = iteration - repetition.state().iteration();
    if (loop != steady.loop() || settled || since == 0 || since % repetition.iterations() != 0) {
      return;
    }
    Snapshot now = controller.snapshot(iteration);
    settled =
        now.cycle() > until
            || single
                && now.cycle() > start
                && !controller.refresher().waiting()
                && now.same(repetition.state());
    if (settled) {
      long periods = since / repetition.iterations();
      cycles = now.cycle() - repetition.state().cycle() - periods * repetition.cycles();
      counts = now.counts();
      for (int i = 0; i < counts.length; i++) {
        counts[i] -= repetition.state().counts()[i] + periods * repetition.counts()[i];
      }
    }
  }

  @Override
  public void left(int loop, int depth) {}
}
