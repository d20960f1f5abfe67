package org.bitline.device.digital.array;

import java.util.Arrays;
import java.util.Optional;
import org.bitline.device.digital.array.TileCursor.Stop;

/**
 * Runs the folds of one product in order and finds when the array waits for main memory.
 *
 * <p>A fold begins when the last one has ended and its tiles are there. While a tile is in use the
 * next one of the same matrix comes into the other half of its buffer, however many folds ahead it
 * is needed. Results leave while later folds run; they must have left when the tile after the next
 * one is begun. A port serves first what is needed first, a transfer may be interrupted, and takes
 * bits / bandwidth, without latency. Waits are summed and rounded up to a cycle.
 */
final class DoubleBuffer {

  private static final int STORE = 3;
  private static final int TRANSFERS = 4;

  private final Folds folds;
  private final Tiling tiling;
  private final Buffers buffers;
  private final boolean sumsKept;
  private final int[] port;
  private final int ports;
  private final double rate;
  private final double[] left = new double[TRANSFERS];
  private final long[] needed = new long[TRANSFERS];
  private final TileCursor[] loads = new TileCursor[STORE];
  private final Optional<TileCursor> stores;

  DoubleBuffer(Folds folds, Tiling tiling, Buffers buffers, Reuse reuse) {
    this.folds = folds;
    this.tiling = tiling;
    this.buffers = buffers;
    this.sumsKept = reuse.kept(Operand.C);
    Ports shared = buffers.ports();
    this.port =
        new int[] {
          shared.load(Operand.A), shared.load(Operand.B), shared.load(Operand.C), shared.store()
        };
    this.ports = shared.count();
    this.rate = buffers.bitsPerCycle();
    Arrays.fill(needed, Long.MAX_VALUE);
    for (Operand operand : Operand.values()) {
      boolean loaded = operand == Operand.C ? !sumsKept : buffers.streams(operand);
      Stop again = operand == Operand.C ? Stop.AGAIN : Stop.ALWAYS;
      Stop stop = reuse.kept(operand) ? Stop.FIRST : again;
      loads[operand.ordinal()] = new TileCursor(folds, tiling, operand, loaded ? stop : Stop.NEVER);
    }
    boolean stored = !sumsKept || buffers.streams(Operand.C);
    this.stores =
        stored
            ? Optional.of(
                new TileCursor(folds, tiling, Operand.C, sumsKept ? Stop.LAST : Stop.ALWAYS))
            : Optional.empty();
  }

  /** The product's cycles; every wait between folds is a stall. */
  CycleSplit run() {
    for (int i = 0; i < loads.length; i++) {
      next(i);
    }
    stores.ifPresent(TileCursor::advance);
    double fill = waitFor(0);
    double compute = folds.outside();
    double stall = 0;
    TileCursor walk = new TileCursor(folds, tiling, Operand.C, Stop.ALWAYS);
    Axis stream = folds.array().dataflow().stream();
    long last = folds.perProduct() - 1;
    for (long fold = 0; fold <= last; fold++) {
      walk.advance();
      double cycles = folds.cycles(folds.length(stream, walk.index(stream)));
      compute += cycles;
      serve(cycles);
      if (fold < last) {
        stall += waitFor(fold + 1);
        leave(fold);
      }
    }
    return new CycleSplit(compute, Math.ceil(stall), Math.ceil(fill), Math.ceil(drain(last)));
  }

  /** Waits for what a fold needs, and asks for what comes after it. */
  private double waitFor(long fold) {
    double bits = 0;
    for (int p = 0; p < ports; p++) {
      double urgent = 0;
      for (int i = 0; i < TRANSFERS; i++) {
        urgent += port[i] == p && needed[i] <= fold ? left[i] : 0;
      }
      bits = Math.max(bits, urgent);
    }
    double wait = bits / rate;
    if (wait > 0) {
      serve(wait);
    }
    for (int i = 0; i < TRANSFERS; i++) {
      if (needed[i] <= fold) {
        left[i] = 0;
        if (i < STORE) {
          next(i);
        }
      }
    }
    return wait;
  }

  private void next(int load) {
    TileCursor cursor = loads[load];
    cursor.advance();
    needed[load] = cursor.fold();
    if (needed[load] != Long.MAX_VALUE) {
      int bits = load == Operand.C.ordinal() ? buffers.sumBits() : buffers.operandBits();
      left[load] = cursor.elements() * bits;
    }
  }

  /** Sends what a fold has finished, if it has. */
  private void leave(long fold) {
    if (stores.isPresent() && stores.get().fold() == fold) {
      left[STORE] = stored(stores.get());
      stores.get().advance();
      long next = stores.get().fold();
      needed[STORE] = next == Long.MAX_VALUE ? next : next + 1;
    }
  }

  private double stored(TileCursor store) {
    if (!store.lastUse()) {
      return store.elements() * buffers.sumBits();
    }
    return buffers.streams(Operand.C) ? store.elements() * buffers.resultBits() : 0;
  }

  /** Cycles until everything has left. */
  private double drain(long last) {
    double bits = left[STORE];
    if (stores.isPresent() && stores.get().fold() == last) {
      bits += stored(stores.get());
    }
    return bits / rate;
  }

  /** Lets every port work for some cycles. */
  private void serve(double cycles) {
    for (int p = 0; p < ports; p++) {
      double budget = cycles * rate;
      int first = first(p);
      while (first >= 0 && budget > 0) {
        double moved = Math.min(left[first], budget);
        left[first] -= moved;
        budget -= moved;
        first = first(p);
      }
    }
  }

  /** The transfer of a port that is needed first, or −1. */
  private int first(int p) {
    int first = -1;
    for (int i = 0; i < TRANSFERS; i++) {
      if (port[i] == p && left[i] > 0 && (first < 0 || needed[i] < needed[first])) {
        first = i;
      }
    }
    return first;
  }
}
