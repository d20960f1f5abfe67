package org.bitline.device.reram.array;

import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.wire.GatedColumn;
import org.bitline.device.reram.wire.Wires;

/**
 * An array whose inputs gate its cells: its network is solved for every drive.
 *
 * @param cells rows × columns
 * @param arrayRows rows that there are, used or not
 */
record GatedArray(
    int rows, int columns, double[] cells, int arrayRows, Wires wires, double maxSiemens)
    implements AnalogArray {

  @Override
  public void read(double[] x, double[] out, RandomStream noise) {
    GatedColumn column = new GatedColumn(rows, arrayRows, wires, maxSiemens);
    for (int c = 0; c < columns; c++) {
      out[c] = column.current(cells, c, columns, x);
    }
  }
}
