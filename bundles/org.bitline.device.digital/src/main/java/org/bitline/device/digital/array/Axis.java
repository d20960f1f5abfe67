package org.bitline.device.digital.array;

/** An axis of C = A B, A of M × K, B of K × N. */
public enum Axis {
  M,
  K,
  N
}
