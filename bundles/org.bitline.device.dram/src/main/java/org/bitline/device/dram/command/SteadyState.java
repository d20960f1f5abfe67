package org.bitline.device.dram.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bitline.device.dram.command.FastForward.Steady;

/**
 * Times a program by its steady state: each loop is replayed until the controller's state relative
 * to the clock repeats, and what passed between is multiplied out. No constant is fitted. Without
 * refresh the result is the replay's, to the cycle.
 *
 * <p>Refresh: what one refresh adds, in cycles and commands, is replayed in the innermost loop that
 * holds most of the program, and its mean is added for every refresh that is due ({@link
 * RefreshCost}), so that a result may be off by a few cycles per refresh. Short programs are
 * replayed with their refreshes.
 *
 * <p>Results are kept: a program is timed once. Safe to use from several threads.
 */
public final class SteadyState {

  /** Programs of fewer commands are replayed. */
  private static final long SHORT = 10_000;

  private final Machine machine;
  private final ConcurrentHashMap<Program, Outcome> known = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<List<List<Integer>>, RefreshCost.Each> refreshes =
      new ConcurrentHashMap<>();

  public SteadyState(Machine machine) {
    this.machine = machine;
  }

  /** What the program takes from a closed channel at cycle 0. */
  public Outcome run(Program program) {
    Outcome found = known.get(program);
    return found == null ? known.computeIfAbsent(program, this::time) : found;
  }

  private Outcome time(Program program) {
    if (program.commands() < SHORT) {
      return new Replay(machine).run(program);
    }
    Controller controller = new Controller(machine, program);
    controller.refresher().off();
    FastForward forward = new FastForward(controller);
    controller.observe(forward);
    controller.run();
    Outcome without = controller.outcome();
    if (!machine.refresh().on()) {
      return without;
    }
    Optional<RefreshCost.Each> each = forward.steady().map(this::refreshCost);
    return each.isEmpty() || forward.afterLoops().isEmpty()
        ? new Replay(machine).run(program)
        : refreshed(forward.afterLoops().get(), each.get());
  }

  private RefreshCost.Each refreshCost(Steady steady) {
    return refreshes.computeIfAbsent(
        steady.controller().stream.code.body(steady.loop()), body -> RefreshCost.mean(steady));
  }

  /** Adds the refreshes due before the loops end, and replays what follows them. */
  private Outcome refreshed(Controller afterLoops, RefreshCost.Each each) {
    Refresh refresh = machine.refresh();
    double before = afterLoops.now();
    long due = 0;
    while (true) {
      long now = refresh.due((long) Math.floor(before + due * each.cycles()));
      if (now == due) {
        break;
      }
      due = now;
    }
    Controller rest = new Controller(afterLoops);
    rest.refreshed(due, each);
    rest.refresher().resume(rest.now());
    rest.run();
    return rest.outcome();
  }
}
