package org.bitline.device.reram.array;

import java.util.Arrays;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.cell.CellError;

/**
 * An array whose every cell is read with an error of its own.
 *
 * @param siemens rows × columns
 */
record CellNoiseArray(
    int columns, double[] siemens, CellError error, double maxSiemens, ReadKeys keys)
    implements AnalogArray {

  @Override
  public void read(double[] x, double[] out, RandomStream noise) {
    Arrays.fill(out, 0, columns, 0);
    RandomStream unit = noise.at("unit").at(keys.firstColumn());
    double[] row = new double[columns - keys.unit()];
    double[] reference = new double[keys.unit()];
    for (int r = 0; r < x.length; r++) {
      System.arraycopy(siemens, r * columns, reference, 0, reference.length);
      System.arraycopy(siemens, r * columns + reference.length, row, 0, row.length);
      error.disturb(reference, unit, r);
      error.disturb(row, noise, r * keys.wholeColumns() + keys.firstColumn());
      for (int c = 0; c < columns; c++) {
        double read = c < reference.length ? reference[c] : row[c - reference.length];
        out[c] += x[r] * (read / maxSiemens);
      }
    }
  }
}
