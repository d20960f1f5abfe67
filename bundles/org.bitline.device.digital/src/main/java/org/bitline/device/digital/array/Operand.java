package org.bitline.device.digital.array;

/** A matrix of C = A B, with the one axis that does not index it: along it the matrix is reused. */
public enum Operand {
  A(Axis.N),
  B(Axis.M),
  C(Axis.K);

  private final Axis free;

  Operand(Axis free) {
    this.free = free;
  }

  /** The axis that does not index it. */
  public Axis free() {
    return free;
  }

  /** Whether the axis indexes it. */
  public boolean uses(Axis axis) {
    return axis != free;
  }
}
