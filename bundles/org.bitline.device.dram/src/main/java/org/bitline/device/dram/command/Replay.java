package org.bitline.device.dram.command;

/**
 * Times a program command by command, on one channel. Exact; cycles in which nothing can happen are
 * left out.
 */
public final class Replay {

  private final Machine machine;

  public Replay(Machine machine) {
    this.machine = machine;
  }

  /** What the program takes from a closed channel at cycle 0. */
  public Outcome run(Program program) {
    Controller controller = new Controller(machine, program);
    controller.run();
    return controller.outcome();
  }
}
