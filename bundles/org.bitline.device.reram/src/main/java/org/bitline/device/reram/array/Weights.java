package org.bitline.device.reram.array;

/**
 * A matrix, or a part of one, to be programmed.
 *
 * @param values rows × columns, in [−1, 1]
 * @param firstRow of the part in the whole matrix
 * @param firstColumn of the part in the whole matrix
 * @param wholeColumns columns of the whole matrix
 */
public record Weights(
    int rows, int columns, double[] values, int firstRow, int firstColumn, int wholeColumns) {

  /** A whole matrix. */
  public static Weights whole(int rows, int columns, double[] values) {
    return new Weights(rows, columns, values, 0, 0, columns);
  }

  double at(int row, int column) {
    return values[row * columns + column];
  }

  /** The number of a cell in the whole matrix. */
  long cell(int row, int column) {
    return (firstRow + (long) row) * wholeColumns + firstColumn + column;
  }
}
