package org.bitline.device.digital.array;

import java.util.Locale;

/** How the streams between buffers and main memory share its bandwidth. */
public enum Ports {
  /** One port for all. */
  SHARED(0, 0, 0),
  /** One port for what comes in, one of the same bandwidth for what goes out. */
  SEPARATE(0, 0, 1),
  /** A port per matrix, as in SCALE-Sim; partial sums come and go by the results' port. */
  PER_OPERAND(0, 1, 2);

  private final int[] port;

  Ports(int a, int b, int out) {
    this.port = new int[] {a, b, out};
  }

  /** Number of the port that loads of an operand use. */
  int load(Operand operand) {
    return switch (operand) {
      case A -> port[0];
      case B -> port[1];
      case C -> this == SEPARATE ? port[0] : port[2];
    };
  }

  /** Number of the port that results leave by. */
  int store() {
    return port[2];
  }

  int count() {
    return port[2] + 1;
  }

  /** As files write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
