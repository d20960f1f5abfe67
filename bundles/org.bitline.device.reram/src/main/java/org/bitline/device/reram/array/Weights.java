package org.bitline.device.reram.array;

import java.util.Optional;
import org.bitline.api.tensor.RandomStream;

/**
 * A matrix, or a part of one, to be programmed.
 *
 * @param values rows × columns, in [−1, 1]
 * @param firstRow of the part in the whole matrix
 * @param firstColumn of the part in the whole matrix
 * @param wholeColumns columns of the whole matrix
 * @param gains what the result of each tile is multiplied by, in the order of tiles; empty for 1
 * @param arrays stream of what is wrong with the arrays themselves, where that is not drawn with
 *     the programming
 */
public record Weights(
    int rows,
    int columns,
    double[] values,
    int firstRow,
    int firstColumn,
    int wholeColumns,
    double[] gains,
    Optional<RandomStream> arrays) {

  /** A whole matrix. */
  public static Weights whole(int rows, int columns, double[] values) {
    return new Weights(rows, columns, values, 0, 0, columns, new double[0], Optional.empty());
  }

  double gain(int tile) {
    return gains.length == 0 ? 1 : gains[tile];
  }

  double at(int row, int column) {
    return values[row * columns + column];
  }

  /** The number of a cell in the whole matrix. */
  long cell(int row, int column) {
    return (firstRow + (long) row) * wholeColumns + firstColumn + column;
  }
}
