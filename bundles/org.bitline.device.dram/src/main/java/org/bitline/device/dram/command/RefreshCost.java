package org.bitline.device.dram.command;

import org.bitline.device.dram.command.FastForward.Steady;

/** What one refresh adds to a loop in its steady state, replayed. */
final class RefreshCost implements Stream.Observer {

  /** Phases of the period at which a refresh is tried. */
  private static final int PHASES = 4;

  /** Periods after which a loop that has not come back to its state is taken as it is. */
  private static final int PATIENCE = 64;

  private final Steady steady;
  private final Controller controller;
  private final long due;
  private int periods;
  private boolean settled;
  private long delay;

  private RefreshCost(Steady steady, long phase) {
    this.steady = steady;
    this.controller = new Controller(steady.controller());
    this.due = steady.repetition().state().cycle() + phase;
    controller.stream.repeatForever(steady.loop());
    controller.refresher().once(due);
    controller.observe(this);
  }

  /** Cycles, averaged over phases. */
  static double mean(Steady steady) {
    double sum = 0;
    for (int phase = 0; phase < PHASES; phase++) {
      sum +=
          new RefreshCost(steady, steady.repetition().cycles() * (2L * phase + 1) / (2 * PHASES))
              .replay();
    }
    return sum / PHASES;
  }

  private long replay() {
    while (!settled) {
      controller.step();
    }
    return delay;
  }

  @Override
  public void begun(int loop) {}

  @Override
  public void repeats(int loop) {
    int iteration = controller.stream.iteration(loop);
    int since = iteration - steady.repetition().state().iteration();
    if (loop != steady.loop()
        || settled
        || since == 0
        || since % steady.repetition().iterations() != 0) {
      return;
    }
    periods = since / steady.repetition().iterations();
    delay =
        controller.now()
            - steady.repetition().state().cycle()
            - periods * steady.repetition().cycles();
    boolean past = controller.now() > due && !controller.refresher().waiting();
    settled =
        past && controller.snapshot(iteration).same(steady.repetition().state())
            || periods > PATIENCE;
  }

  @Override
  public void left(int loop, int depth) {}
}
