package org.bitline.mapper.solve;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The latency: what earlier layers took, when the layer's last job ends, and in the layer when
 * resources are free and results are ready.
 *
 * <p>Its bound is a critical path: every operation in its fastest cut, as if links and devices were
 * free and results everywhere.
 */
final class CutTimes implements CutMeasure {

  /** In place of the time at which a result is ready where it is not. */
  private static final double ABSENT = -1;

  private final List<Instance.Operation> operations;
  private final CutSpace space;
  private final int resources;
  private final int devices;

  /** Per operation, results that it or a later operation of its layer reads. */
  private final int[][] timed;

  /** Per operation, whether it or a later operation of its layer may occupy a resource. */
  private final boolean[][] usable;

  private final double[] fastest;

  /** Below the latency of the layers that begin here or later. */
  private final double[] later;

  private double before;

  CutTimes(Division division, CutSpace space) {
    this.operations = division.instance().operations();
    this.space = space;
    this.resources = division.instance().resources().size();
    this.devices = division.instance().devices().size();
    int n = operations.size();
    this.timed = new int[n][];
    this.usable = new boolean[n][];
    this.fastest = new double[n];
    this.later = new double[n + 1];
    for (int i = n - 1; i >= 0; i--) {
      boolean[] same = closes(i) ? new boolean[resources] : usable[i + 1].clone();
      division.cuts().get(i).forEach(cut -> mark(cut, same));
      for (int input : operations.get(i).inputs()) {
        division.cuts().get(input).forEach(c -> c.moves().forEach(m -> same[m.link()] = true));
      }
      usable[i] = same;
      timed[i] = timed(i);
      fastest[i] = division.cuts().get(i).stream().mapToDouble(CutTimes::seconds).min().orElse(0);
      later[i] = later[i + 1];
      if (i == 0 || closes(i - 1)) {
        later[i] += path(i, new double[n], 0);
      }
    }
  }

  private boolean closes(int i) {
    return i + 1 == operations.size() || operations.get(i).layer() != operations.get(i + 1).layer();
  }

  private static void mark(Cut cut, boolean[] used) {
    for (Cut.Part part : cut.parts()) {
      part.choice().busy().forEach(r -> used[r] = true);
      part.move().ifPresent(m -> used[m.link()] = true);
    }
    cut.gather().ifPresent(g -> g.busy().forEach(r -> used[r] = true));
  }

  private int[] timed(int i) {
    boolean[] read = new boolean[i];
    for (int k = i; k == i || !closes(k - 1); k++) {
      operations.get(k).inputs().stream().filter(input -> input < i).forEach(p -> read[p] = true);
      if (closes(k)) {
        break;
      }
    }
    return IntStream.range(0, i).filter(p -> read[p]).toArray();
  }

  private static double seconds(Cut cut) {
    double slowest = 0;
    for (Cut.Part part : cut.parts()) {
      double moved = part.move().map(Instance.Move::latencySeconds).orElse(0.0);
      slowest = Math.max(slowest, part.choice().latencySeconds() + moved);
    }
    return slowest + cut.gather().map(Instance.Choice::latencySeconds).orElse(0.0);
  }

  /**
   * The critical path of what is left of a layer.
   *
   * @param ready when earlier results are; changed
   */
  private double path(int first, double[] ready, double ended) {
    double last = ended;
    for (int k = first; k < operations.size(); k++) {
      double start = 0;
      for (int input : operations.get(k).inputs()) {
        start = Math.max(start, ready[input]);
      }
      ready[k] = start + fastest[k];
      last = Math.max(last, ready[k]);
      if (closes(k)) {
        break;
      }
    }
    return last;
  }

  @Override
  public double[] start() {
    return new double[1 + space.size()];
  }

  @Override
  public void decode(double[] numbers, int i, CutTrack track) {
    before = numbers[0];
    if (i == 0 || closes(i - 1)) {
      track.ended = 0;
      Arrays.fill(track.free, 0);
      for (int item : timed[i]) {
        Arrays.fill(track.ready[item], 0);
      }
      space.decode(numbers, 1, track);
      return;
    }
    int at = 1;
    track.ended = numbers[at++];
    for (int r = 0; r < resources; r++) {
      track.free[r] = usable[i][r] ? numbers[at++] : 0;
    }
    for (int item : timed[i]) {
      System.arraycopy(numbers, at, track.ready[item], 0, devices);
      at += devices;
    }
    space.decode(numbers, at, track);
  }

  @Override
  public double[] encode(int i, CutTrack track) {
    if (closes(i - 1)) {
      double[] numbers = start();
      numbers[0] = before + track.ended;
      space.encode(track, numbers, 1);
      return numbers;
    }
    double[] numbers = new double[spaceAt(i) + space.size()];
    int at = 0;
    numbers[at++] = before;
    numbers[at++] = track.ended;
    for (int r = 0; r < resources; r++) {
      if (usable[i][r]) {
        numbers[at++] = track.free[r];
      }
    }
    for (int item : timed[i]) {
      for (int d = 0; d < devices; d++) {
        numbers[at++] = Live.has(track.code[item], d) ? track.ready[item][d] : ABSENT;
      }
    }
    space.encode(track, numbers, at);
    return numbers;
  }

  private int spaceAt(int i) {
    if (i == 0 || closes(i - 1)) {
      return 1;
    }
    int used = 0;
    for (boolean own : usable[i]) {
      used += own ? 1 : 0;
    }
    return 2 + used + timed[i].length * devices;
  }

  @Override
  public double bound(int i, double[] numbers) {
    int at = spaceAt(i);
    if (!space.fits(numbers, at)) {
      return Double.POSITIVE_INFINITY;
    }
    if (i == 0 || closes(i - 1)) {
      return numbers[0] + later[i];
    }
    double[] ready = new double[operations.size()];
    at -= timed[i].length * devices;
    for (int item : timed[i]) {
      double least = Double.POSITIVE_INFINITY;
      for (int d = 0; d < devices; d++) {
        least = numbers[at + d] >= 0 ? Math.min(least, numbers[at + d]) : least;
      }
      ready[item] = least;
      at += devices;
    }
    int next = i;
    while (!closes(next)) {
      next++;
    }
    return numbers[0] + path(i, ready, numbers[1]) + later[next + 1];
  }

  @Override
  public double value(double[] numbers) {
    return numbers[0];
  }

  @Override
  public double root() {
    return later[0];
  }
}
