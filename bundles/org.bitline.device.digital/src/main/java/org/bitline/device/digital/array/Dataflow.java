package org.bitline.device.digital.array;

import java.util.Locale;

/**
 * What stays in the processing elements while the rest flows: the results (output stationary), the
 * weights (weight stationary) or the inputs (input stationary). Two axes of the product lie along
 * the array's rows and columns, the third one streams.
 */
public enum Dataflow {
  OUTPUT_STATIONARY(Axis.M, Axis.N, Axis.K, Operand.C),
  WEIGHT_STATIONARY(Axis.K, Axis.N, Axis.M, Operand.B),
  INPUT_STATIONARY(Axis.K, Axis.M, Axis.N, Operand.A);

  private final Axis rows;
  private final Axis columns;
  private final Axis stream;
  private final Operand stationary;

  Dataflow(Axis rows, Axis columns, Axis stream, Operand stationary) {
    this.rows = rows;
    this.columns = columns;
    this.stream = stream;
    this.stationary = stationary;
  }

  /** The axis along the array's rows. */
  public Axis rows() {
    return rows;
  }

  /** The axis along the array's columns. */
  public Axis columns() {
    return columns;
  }

  /** The axis that streams through the array. */
  public Axis stream() {
    return stream;
  }

  /** The matrix that stays in the processing elements during a fold. */
  public Operand stationary() {
    return stationary;
  }

  /** As files write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
