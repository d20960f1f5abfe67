package org.bitline.mapper.solve;

import java.util.Arrays;
import java.util.List;

/**
 * The sums that a partial assignment carries: only those that the target depends on, so that as
 * many partial assignments as possible can be compared.
 *
 * <p>All add up from layer to layer except {@link #peak}, the largest load of a resource that one
 * operation alone can occupy, of which the largest counts.
 */
final class Dimensions {

  static final int NONE = -1;

  /** Place of the joules without leakage, the seconds, the noise, the peak; or {@link #NONE}. */
  final int energy;

  final int latency;
  final int noise;
  final int peak;

  /** Place of what a device holds of its resource, by device and resource. */
  final int[][] hold;

  /** Place of the load of a resource in time. */
  final int[] load;

  final int size;

  private Dimensions(
      int energy, int latency, int noise, int peak, int[][] hold, int[] load, int size) {
    this.energy = energy;
    this.latency = latency;
    this.noise = noise;
    this.peak = peak;
    this.hold = hold;
    this.load = load;
    this.size = size;
  }

  /**
   * What the target depends on.
   *
   * @param mask devices that may be used
   */
  static Dimensions of(Instance instance, List<Holdings> holdings, Target target, int mask) {
    boolean joules = target.concerns(Quantity.ENERGY);
    boolean leaks = joules && leaks(holdings, mask);
    boolean interval = target.concerns(Quantity.INTERVAL);
    int next = 0;
    int energy = joules ? next++ : NONE;
    int latency = leaks || target.concerns(Quantity.LATENCY) ? next++ : NONE;
    int noise = target.concerns(Quantity.NOISE) ? next++ : NONE;
    int[][] hold = new int[holdings.size()][];
    for (int d = 0; d < hold.length; d++) {
      Holdings of = holdings.get(d);
      boolean counts =
          joules && of.leakage().varies() || target.concerns(Quantity.AREA) && of.area().varies();
      hold[d] = new int[of.most().length];
      for (int r = 0; r < hold[d].length; r++) {
        boolean binds = demand(instance, d, r) > instance.devices().get(d).capacity().get(r);
        hold[d][r] = (mask >> d & 1) != 0 && (counts || binds) && of.most()[r] > 0 ? next++ : NONE;
      }
    }
    int[] load = new int[instance.resources().size()];
    Arrays.fill(load, NONE);
    boolean[] several = several(instance);
    for (int r = 0; interval && r < load.length; r++) {
      load[r] = several[r] ? next++ : NONE;
    }
    int peak = interval ? next++ : NONE;
    return new Dimensions(energy, latency, noise, peak, hold, load, next);
  }

  private static boolean leaks(List<Holdings> holdings, int mask) {
    for (int d = 0; d < holdings.size(); d++) {
      if ((mask >> d & 1) != 0 && holdings.get(d).leakage().most() > 0) {
        return true;
      }
    }
    return false;
  }

  private static long demand(Instance instance, int device, int resource) {
    long sum = 0;
    for (Instance.Operation operation : instance.operations()) {
      long own = operation.on(device).map(c -> c.footprint().get(resource)).orElse(0L);
      sum = own > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + own;
    }
    return sum;
  }

  /** Resources that more than one operation, or any move, can occupy. */
  private static boolean[] several(Instance instance) {
    int[] users = new int[instance.resources().size()];
    for (Instance.Operation operation : instance.operations()) {
      operation.choices().stream()
          .flatMap(c -> c.busy().stream())
          .distinct()
          .forEach(r -> users[r]++);
      operation.moves().forEach(m -> users[m.link()] += 2);
    }
    boolean[] several = new boolean[users.length];
    for (int r = 0; r < users.length; r++) {
      several[r] = users[r] > 1;
    }
    return several;
  }

  /** Adds the second to the first; of the peak the larger. */
  void add(double[] to, double[] other) {
    for (int i = 0; i < size; i++) {
      to[i] = i == peak ? Math.max(to[i], other[i]) : to[i] + other[i];
    }
  }

  /** What each device holds, as far as it is carried. */
  List<Long> held(double[] sums, int device) {
    long[] amounts = new long[hold[device].length];
    for (int r = 0; r < amounts.length; r++) {
      amounts[r] = hold[device][r] == NONE ? 0 : (long) sums[hold[device][r]];
    }
    return Amounts.list(amounts);
  }
}
