package org.bitline.device.dram.command;

import java.util.Arrays;

/** tFAW: at most four banks are activated within a window. */
final class ActivationWindow {

  private static final int BANKS = 4;

  private final int cycles;
  private final long[] times = new long[BANKS];
  private int oldest;

  ActivationWindow(int cycles) {
    this.cycles = cycles;
    Arrays.fill(times, Long.MIN_VALUE / 2);
  }

  ActivationWindow(ActivationWindow other) {
    this(other.cycles);
    System.arraycopy(other.times, 0, times, 0, BANKS);
    this.oldest = other.oldest;
  }

  /** The first cycle in which another bank may be activated. */
  long ready() {
    return cycles == 0 ? Long.MIN_VALUE : times[oldest] + cycles;
  }

  /**
   * Banks are activated, four per window.
   *
   * @return cycles after {@code now} at which the last of them is
   */
  long add(long now, int banks) {
    if (cycles == 0) {
      return 0;
    }
    for (int i = 0; i < banks; i++) {
      times[oldest] = now + (long) (i / BANKS) * cycles;
      oldest = (oldest + 1) % BANKS;
    }
    return (long) ((banks - 1) / BANKS) * cycles;
  }

  void shift(long by) {
    for (int i = 0; i < BANKS; i++) {
      times[i] += by;
    }
  }

  int size() {
    return BANKS;
  }

  void write(long now, long[] out, int offset) {
    for (int i = 0; i < BANKS; i++) {
      out[offset + i] = Math.max(0, times[(oldest + i) % BANKS] + cycles - now);
    }
  }
}
