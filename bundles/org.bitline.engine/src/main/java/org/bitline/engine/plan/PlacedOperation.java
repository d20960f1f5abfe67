package org.bitline.engine.plan;

import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.StaticMatmul;

/**
 * An operation on a device.
 *
 * @param origin the operation of the unsplit graph that it is a part of
 * @param leavesSums whether a lane sum of its own finishes its results
 */
public record PlacedOperation(
    Operation operation,
    String device,
    int copies,
    String because,
    String origin,
    boolean leavesSums) {

  /** The part of its origin's matrix that it is: 1 for a whole operation. */
  public double share() {
    return operation instanceof StaticMatmul part
        ? (double) part.rows().size()
            * part.columns().size()
            / ((double) part.weight().rows() * part.weight().columns())
        : 1;
  }
}
