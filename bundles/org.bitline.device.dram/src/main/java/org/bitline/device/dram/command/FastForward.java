package org.bitline.device.dram.command;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Leaves out iterations of loops whose state repeats. */
final class FastForward implements Stream.Observer {

  /** A loop in its steady state. */
  record Steady(Controller controller, int loop, Repetition repetition) {}

  /** Share of a program that a loop must hold to stand for it. */
  private static final double MOST = 0.3;

  /** The same where banks are refreshed one by one: loops that use some of them stand for none. */
  private static final double NEARLY_ALL = 0.9;

  private final Controller controller;
  private final Map<Integer, Watch> watches = new HashMap<>();
  private final Map<Integer, Steady> steady = new TreeMap<>();
  private Optional<Controller> afterLoops = Optional.empty();

  /** What is kept of a loop: one earlier state, renewed at growing distances. */
  private static final class Watch {
    Optional<Snapshot> earlier = Optional.empty();
    Optional<Repetition> known = Optional.empty();
    int seen;
    int renewal = 1;
    boolean left;
  }

  FastForward(Controller controller) {
    this.controller = controller;
  }

  /** The shortest loop that holds enough of the program; empty where none repeated. */
  Optional<Steady> steady() {
    boolean single = controller.machine.refresh().kind() == Refresh.Kind.PER_BANK;
    double most = steady.values().stream().mapToDouble(this::share).max().orElse(0);
    double least = single ? NEARLY_ALL * most : 0;
    return steady.values().stream()
        .filter(s -> share(s) >= least)
        .min(Comparator.comparingLong(s -> s.repetition().cycles()));
  }

  private double share(Steady one) {
    return controller.stream.loop(one.loop()).share();
  }

  /** The state when the last loop that is in no other ended. */
  Optional<Controller> afterLoops() {
    return afterLoops;
  }

  @Override
  public void begun(int loop) {
    Watch watch = watches.computeIfAbsent(loop, l -> new Watch());
    watch.earlier = Optional.empty();
    watch.seen = 0;
    watch.renewal = 1;
    watch.left = false;
  }

  @Override
  public void repeats(int loop) {
    Watch watch = watches.get(loop);
    int iteration = controller.stream.iteration(loop);
    if (watch.left || iteration % controller.stream.loop(loop).pattern() != 0) {
      return;
    }
    Snapshot present = controller.snapshot(iteration);
    if (watch.earlier.filter(present::same).isPresent()) {
      watch.known = Optional.of(Repetition.between(watch.earlier.get(), present));
      keep(loop, watch.known.get());
    }
    if (watch.known.filter(k -> k.state().same(present)).isPresent()) {
      skip(loop, watch.known.get());
      watch.left = true;
    } else if (watch.earlier.isEmpty() || ++watch.seen == watch.renewal) {
      // Brent's cycle detection: what is compared with is renewed after 1, 2, 4, … states.
      watch.earlier = Optional.of(present);
      watch.renewal *= 2;
      watch.seen = 0;
    }
  }

  private void skip(int loop, Repetition repetition) {
    int rest = controller.stream.count(loop) - controller.stream.iteration(loop);
    int times = rest / repetition.iterations();
    if (times > 0) {
      controller.repeat(repetition, times);
      controller.stream.skip(loop, times * repetition.iterations());
    }
  }

  private void keep(int loop, Repetition found) {
    boolean stands = controller.stream.loop(loop).share() >= MOST;
    Steady before = steady.get(loop);
    if (stands && (before == null || found.cycles() < before.repetition().cycles())) {
      steady.put(loop, new Steady(new Controller(controller), loop, found));
    }
  }

  @Override
  public void left(int loop, int depth) {
    if (depth == 0) {
      afterLoops = Optional.of(new Controller(controller));
    }
  }
}
