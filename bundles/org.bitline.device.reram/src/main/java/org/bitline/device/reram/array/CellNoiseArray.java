package org.bitline.device.reram.array;

import java.util.Arrays;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.cell.TelegraphNoise;

/**
 * An array whose every cell is read with an error of its own: read noise, then the trap's state.
 * Where wires have resistance the array's network is solved for every read: exact, and slow.
 *
 * @param siemens rows × columns
 * @param traps cells with a trap, rows × columns; empty for none
 */
record CellNoiseArray(
    ArrayDesign design, Tile tile, int columns, double[] siemens, boolean[] traps, ReadKeys keys)
    implements AnalogArray {

  @Override
  public void read(double[] x, double[] out, RandomStream noise) {
    if (design.wires().present()) {
      double max = design.cells().maxSiemens();
      double[] cells = TileArrays.normalised(disturbed(x.length, noise), max);
      TileArrays.network(design, tile, columns).currents(cells, x, out);
      return;
    }
    Arrays.fill(out, 0, columns, 0);
    double max = design.cells().maxSiemens();
    double[] row = new double[columns];
    for (int r = 0; r < x.length; r++) {
      disturb(r, row, noise);
      for (int c = 0; c < columns; c++) {
        out[c] +=
            design.imperfections().conduction().ohmic()
                ? x[r] * (row[c] / max)
                : design.imperfections().conduction().current(row[c], x[r]) / max;
      }
    }
  }

  private double[] disturbed(int rows, RandomStream noise) {
    double[] all = new double[siemens.length];
    double[] row = new double[columns];
    for (int r = 0; r < rows; r++) {
      disturb(r, row, noise);
      System.arraycopy(row, 0, all, r * columns, columns);
    }
    return all;
  }

  /** The conductances of a row in this read. */
  private void disturb(int r, double[] row, RandomStream noise) {
    int unit = keys.unit();
    double[] reference = Arrays.copyOfRange(siemens, r * columns, r * columns + unit);
    double[] others = Arrays.copyOfRange(siemens, r * columns + unit, (r + 1) * columns);
    RandomStream ofUnit = unit == 0 ? noise : noise.at("unit").at(keys.firstColumn());
    long first = r * keys.wholeColumns() + keys.firstColumn();
    design.read().disturb(reference, ofUnit, r);
    design.read().disturb(others, noise, first);
    System.arraycopy(reference, 0, row, 0, unit);
    System.arraycopy(others, 0, row, unit, others.length);
    if (traps.length > 0) {
      TelegraphNoise telegraph = design.imperfections().telegraph();
      RandomStream states = noise.at("telegraph");
      for (int c = 0; c < columns; c++) {
        if (traps[r * columns + c]) {
          row[c] *=
              c < unit
                  ? telegraph.factor(ofUnit.at("telegraph"), r)
                  : telegraph.factor(states, first + c - unit);
        }
      }
    }
  }
}
