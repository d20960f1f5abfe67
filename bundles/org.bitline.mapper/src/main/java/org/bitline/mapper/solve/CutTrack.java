package org.bitline.mapper.solve;

import java.util.Arrays;

/**
 * What running cuts one after another does: where results are, when they are ready, what is
 * occupied and until when. The rules are those of {@link Evaluation}, within a layer; what is
 * carried from one operation to the next is the business of a {@link CutMeasure}.
 */
final class CutTrack {

  private static final int GATHERED = 1 << 24;
  private static final int ORIGIN = Instance.MOST_DEVICES - 1;

  private final Instance instance;
  private final Instance.Move[][][][] moves;
  private final boolean[] counted;

  /** Per result: the devices that have it, the one that made it, and whether a gather did. */
  final int[] code;

  /** When a result is ready, per result and device. */
  final double[][] ready;

  /** When a resource in time is free, and how long it has been occupied. */
  final double[] free;

  final double[] load;

  /** What is held by operations that have several cuts, per device and resource in space. */
  final double[][] held;

  /** When the last job ends. */
  double ended;

  CutTrack(Division division) {
    this.instance = division.instance();
    int operations = instance.operations().size();
    int devices = instance.devices().size();
    this.code = new int[operations];
    this.ready = new double[operations][devices];
    this.free = new double[instance.resources().size()];
    this.load = new double[free.length];
    this.held = new double[devices][];
    for (int d = 0; d < devices; d++) {
      held[d] = new double[instance.devices().get(d).holds().size()];
    }
    this.counted = new boolean[operations];
    this.moves = new Instance.Move[operations][2][devices][devices];
    for (int i = 0; i < operations; i++) {
      counted[i] = division.free(i);
      for (Cut cut : division.cuts().get(i)) {
        for (Instance.Move move : cut.moves()) {
          moves[i][cut.divides() ? 1 : 0][move.from()][move.to()] = move;
        }
      }
    }
  }

  /** Runs an operation; false where a link is missing. */
  boolean run(int i, Cut cut) {
    double[] done = new double[cut.parts().size()];
    for (int k = 0; k < done.length; k++) {
      Instance.Choice choice = cut.parts().get(k).choice();
      double start = fetch(i, choice.device());
      if (start < 0) {
        return false;
      }
      done[k] = occupy(choice, start);
      hold(i, choice);
    }
    int home = cut.home();
    double end = cut.divides() ? gather(cut, done) : done[0];
    cut.gather().ifPresent(g -> hold(i, g));
    code[i] = (cut.divides() ? GATHERED : 0) | Live.code(home, 1 << home);
    Arrays.fill(ready[i], 0);
    ready[i][home] = end;
    return true;
  }

  /** Brings the inputs to a device; the time when all are there, negative where one cannot be. */
  private double fetch(int i, int device) {
    double start = 0;
    for (int input : instance.operations().get(i).inputs()) {
      if (!Live.has(code[input], device)) {
        int origin = Live.origin(code[input]) & ORIGIN;
        int gathered = (code[input] & GATHERED) == 0 ? 0 : 1;
        Instance.Move move = moves[input][gathered][origin][device];
        if (move == null) {
          return -1;
        }
        ready[input][device] = move(move, ready[input][origin]);
        code[input] |= 1 << device;
      }
      start = Math.max(start, ready[input][device]);
    }
    return start;
  }

  private double gather(Cut cut, double[] done) {
    double start = 0;
    for (int k = 0; k < done.length; k++) {
      double result = done[k];
      start = Math.max(start, cut.parts().get(k).move().map(m -> move(m, result)).orElse(result));
    }
    return occupy(cut.gather().orElseThrow(), start);
  }

  private double move(Instance.Move move, double ready) {
    double end = Math.max(ready, free[move.link()]) + move.latencySeconds();
    free[move.link()] = end;
    load[move.link()] += move.latencySeconds();
    ended = Math.max(ended, end);
    return end;
  }

  private double occupy(Instance.Choice choice, double ready) {
    double start = ready;
    for (int resource : choice.busy()) {
      start = Math.max(start, free[resource]);
    }
    double end = start + choice.latencySeconds();
    for (int resource : choice.busy()) {
      free[resource] = end;
      load[resource] += choice.latencySeconds();
    }
    ended = Math.max(ended, end);
    return end;
  }

  private void hold(int i, Instance.Choice choice) {
    for (int r = 0; counted[i] && r < choice.footprint().size(); r++) {
      held[choice.device()][r] += choice.footprint().get(r);
    }
  }
}
