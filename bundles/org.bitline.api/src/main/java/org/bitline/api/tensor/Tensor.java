package org.bitline.api.tensor;

/**
 * A named float32 matrix, or a vector as a matrix of one row.
 *
 * <p>A weight matrix is stored as it is applied: y = x W, so rows are inputs and columns are
 * outputs (the transpose of PyTorch's nn.Linear). The array is shared, never changed.
 *
 * @param name the weight's identity, e.g. {@code encoder.layer.0.attention.self.query.weight}
 * @param rows at least 1
 * @param columns at least 1
 * @param data row-major, rows × columns
 */
public record Tensor(String name, int rows, int columns, float[] data) {

  public Tensor {
    if (rows < 1 || columns < 1 || data.length != Math.multiplyExact(rows, columns)) {
      throw new IllegalArgumentException(
          name + ": " + rows + " x " + columns + " does not fit " + data.length + " values");
    }
  }

  public float at(int row, int column) {
    return data[row * columns + column];
  }
}
