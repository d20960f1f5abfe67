package org.bitline.device.reram.array;

import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.cell.Conduction;

/**
 * An array of nonlinear cells on ideal wires: the current of a column is a sum over its cells of
 * polynomials of the drive, so three products, with x, x|x| and x³, for every drive.
 *
 * @param linear G, rows × columns, over the highest level, as the next two
 * @param square a V
 * @param cube b V²
 */
record NonlinearArray(int columns, double[] linear, double[] square, double[] cube)
    implements AnalogArray {

  static NonlinearArray of(
      int columns, double[] siemens, Conduction conduction, double maxSiemens) {
    double[] linear = new double[siemens.length];
    double[] square = new double[siemens.length];
    double[] cube = new double[siemens.length];
    for (int i = 0; i < siemens.length; i++) {
      linear[i] = siemens[i] / maxSiemens;
      square[i] = conduction.square(siemens[i]) / maxSiemens;
      cube[i] = conduction.cube(siemens[i]) / maxSiemens;
    }
    return new NonlinearArray(columns, linear, square, cube);
  }

  @Override
  public void read(double[] x, double[] out, RandomStream noise) {
    double[] power = x.clone();
    double[] part = new double[columns];
    DenseArray.product(x, linear, columns, out);
    for (double[] matrix : new double[][] {square, cube}) {
      for (int r = 0; r < x.length; r++) {
        power[r] *= Math.abs(x[r]);
      }
      DenseArray.product(power, matrix, columns, part);
      for (int c = 0; c < columns; c++) {
        out[c] += part[c];
      }
    }
  }
}
