package org.bitline.engine.plan;

import org.bitline.api.workload.Operation;

/**
 * An operation on a device.
 *
 * @param origin the operation of the unsplit graph that it is a part of
 */
public record PlacedOperation(
    Operation operation, String device, int copies, String because, String origin) {}
