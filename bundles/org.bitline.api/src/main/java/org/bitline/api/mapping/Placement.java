package org.bitline.api.mapping;

import java.util.Optional;
import org.bitline.api.tensor.Range;

/**
 * An operation, or a part of a static product, on a device.
 *
 * @param operation id of the operation of the unsplit graph, or of an operation that putting parts
 *     together adds: {@code ID.reduce}, {@code ID.gather}
 * @param rows rows of its matrix; empty for all
 * @param columns columns of its matrix; empty for all
 * @param device name of a device of the experiment
 * @param copies copies of the weight, at least 1
 * @param because the reason, for a person
 */
public record Placement(
    String operation,
    Optional<Range> rows,
    Optional<Range> columns,
    String device,
    int copies,
    String because) {

  /** A whole operation on a device. */
  public static Placement whole(String operation, String device, String because) {
    return new Placement(operation, Optional.empty(), Optional.empty(), device, 1, because);
  }
}
