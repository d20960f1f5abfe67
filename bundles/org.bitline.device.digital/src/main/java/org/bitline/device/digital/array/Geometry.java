package org.bitline.device.digital.array;

/**
 * A systolic array.
 *
 * @param rows R
 * @param columns C
 * @param dataflow what stays in the processing elements
 * @param overlapped a second register per element lets a fold begin while the last one ends: the
 *     next weights or inputs are loaded under a running fold (shadow weights of weight and input
 *     stationary arrays), finished results wait outside the accumulators (shadow accumulators of
 *     output stationary ones)
 */
public record Geometry(int rows, int columns, Dataflow dataflow, boolean overlapped) {

  /** Elements along an axis that lies in the array; the whole axis for the one that streams. */
  int span(Axis axis, int stream) {
    if (axis == dataflow.rows()) {
      return rows;
    }
    return axis == dataflow.columns() ? columns : stream;
  }
}
