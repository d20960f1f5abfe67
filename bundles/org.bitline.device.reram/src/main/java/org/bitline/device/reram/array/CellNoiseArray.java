package org.bitline.device.reram.array;

import java.util.Arrays;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.cell.CellError;

/**
 * An array whose every cell is read with an error of its own.
 *
 * @param siemens rows × columns
 */
record CellNoiseArray(int columns, double[] siemens, CellError error, double maxSiemens)
    implements AnalogArray {

  @Override
  public void read(double[] x, double[] out, RandomStream noise) {
    double[] read = siemens.clone();
    error.disturb(read, noise, 0);
    Arrays.fill(out, 0, columns, 0);
    for (int r = 0; r < x.length; r++) {
      for (int c = 0; c < columns; c++) {
        out[c] += x[r] * (read[r * columns + c] / maxSiemens);
      }
    }
  }
}
