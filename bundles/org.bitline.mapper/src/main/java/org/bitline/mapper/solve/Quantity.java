package org.bitline.mapper.solve;

import java.util.Locale;

/** A total of an assignment that can be minimised or limited; the smaller, the better. */
public enum Quantity {
  /** Joules: activity, moves, and leakage over the latency. */
  ENERGY,
  /** Seconds: the sum over layers of the layer's list schedule. */
  LATENCY,
  /** Square metres of the devices that hold an operation. */
  AREA,
  /** Seconds: the largest load of a resource in time. */
  INTERVAL,
  /** Sum of the noise powers. */
  NOISE;

  /** As messages and files name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
