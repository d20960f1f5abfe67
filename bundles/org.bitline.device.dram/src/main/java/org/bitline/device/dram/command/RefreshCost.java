package org.bitline.device.dram.command;

import org.bitline.device.dram.command.FastForward.Steady;

/**
 * What one refresh adds to a loop in its steady state, replayed until the loop is back in that
 * state or the next refresh would be due.
 */
final class RefreshCost implements Stream.Observer {

  /** Phases of the period at which a refresh is tried. */
  private static final int PHASES = 4;

  private final Steady steady;
  private final Controller controller;
  private final long due;
  private final long interval;
  private boolean settled;
  private long delay;

  private RefreshCost(Steady steady, long phase) {
    this.steady = steady;
    this.controller = new Controller(steady.controller());
    this.due = steady.repetition().state().cycle() + phase;
    this.interval = controller.machine.refresh().interval();
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
    long periods = since / steady.repetition().iterations();
    delay =
        controller.now()
            - steady.repetition().state().cycle()
            - periods * steady.repetition().cycles();
    boolean past = controller.now() > due && !controller.refresher().waiting();
    settled =
        past && controller.snapshot(iteration).same(steady.repetition().state())
            || controller.now() > due + interval;
  }

  @Override
  public void left(int loop, int depth) {}
}
