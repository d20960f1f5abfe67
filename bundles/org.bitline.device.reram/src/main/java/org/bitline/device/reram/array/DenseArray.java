package org.bitline.device.reram.array;

import java.util.Arrays;
import org.bitline.api.tensor.RandomStream;

/**
 * A linear array: ideal wires, or the effective matrix of real ones.
 *
 * @param matrix rows × columns
 */
record DenseArray(int columns, double[] matrix) implements AnalogArray {

  @Override
  public void read(double[] x, double[] out, RandomStream noise) {
    product(x, matrix, columns, out);
  }

  /** out[c] = Σ_r x[r] · matrix[r][c], rows in ascending order. */
  static void product(double[] x, double[] matrix, int columns, double[] out) {
    Arrays.fill(out, 0, columns, 0);
    for (int r = 0; r < x.length; r++) {
      double drive = x[r];
      if (drive != 0) {
        int at = r * columns;
        for (int c = 0; c < columns; c++) {
          out[c] += drive * matrix[at + c];
        }
      }
    }
  }
}
