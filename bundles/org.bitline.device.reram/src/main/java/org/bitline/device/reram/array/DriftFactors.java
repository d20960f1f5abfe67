package org.bitline.device.reram.array;

import java.util.Arrays;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.Mapping.Side;

/**
 * Digital factors that undo the mean of drift: mean |output| for inputs of one driven row, when
 * fresh over now, of all columns together or of each. A row alone gives its pairs' differences, so
 * the factors are taken from these; converters, wires and read noise are left out.
 *
 * <p>Method: IBM/aihwkit 1.1.0, inference/compensation/drift.py. Deviation: there, outputs of the
 * whole tile with its converters are taken.
 */
public final class DriftFactors {

  private DriftFactors() {}

  /**
   * The factor of each column.
   *
   * @param fresh the design at t₀
   * @param now the same some time later, with the same draws
   * @param perColumn one for each column, or the same for all
   */
  public static double[] of(
      ArrayDesign fresh, ArrayDesign now, Weights weights, RandomStream random, boolean perColumn) {
    double[] before = magnitudes(fresh, weights, random);
    double[] after = magnitudes(now, weights, random);
    if (!perColumn) {
      Arrays.fill(before, Arrays.stream(before).sum());
      Arrays.fill(after, Arrays.stream(after).sum());
    }
    for (int c = 0; c < before.length; c++) {
      before[c] = after[c] > 0 ? before[c] / after[c] : 1;
    }
    return before;
  }

  /** Σ over rows of the magnitude of a column's weights, as its pairs hold them. */
  private static double[] magnitudes(ArrayDesign design, Weights weights, RandomStream random) {
    CellProgrammer programmer = new CellProgrammer(design, weights, random);
    double[] sums = new double[weights.columns()];
    for (Tile tile : Tile.all(design.tiling(), weights)) {
      double[] values = new double[tile.rows() * tile.columns()];
      for (int slice = 0; slice < design.mapping().slices(); slice++) {
        double gain = design.mapping().gain(slice, design.cells());
        double[] positive = programmer.program(tile, slice, Side.POSITIVE);
        double[] negative = programmer.program(tile, slice, Side.NEGATIVE);
        for (int i = 0; i < values.length; i++) {
          values[i] += gain * (positive[i] - negative[i]);
        }
      }
      for (int i = 0; i < values.length; i++) {
        sums[tile.column() + i % tile.columns()] += Math.abs(values[i]);
      }
    }
    return sums;
  }
}
