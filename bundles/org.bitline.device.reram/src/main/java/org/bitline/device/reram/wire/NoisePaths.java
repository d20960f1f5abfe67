package org.bitline.device.reram.wire;

/**
 * How read noise of cells reaches the sensed currents through wires, to first order in the noise.
 *
 * <p>A cell whose conductance is off by δ changes the current of column c by u δ D: D is the
 * voltage across the cell, u the voltage across it when the sense node of c is at 1 and all drivers
 * at 0 (reciprocity). So the variance of a column is Σ σ² u² D² over independent cells. Two
 * approximations make it three products per drive:
 *
 * <ul>
 *   <li>Cells of other columns are left out, and u and the own share d of D are worked out with
 *       neighbouring wires at their ends' voltages: row and column ladders, joined by the cell.
 *   <li>D = d x − κ x̄ with x̄ the mean drive of the rows: what all other rows take from a cell, κ
 *       = d − D(1), is exact where every row is driven by 1, and else depends on the drive by its
 *       mean alone.
 * </ul>
 *
 * <p>Against the exact first order, standard deviations of 64 × 64 cells of 50 µS behind 1 to 5 ohm
 * a segment are 0.5 % off on average and 1.6 % at worst, where leaving wires out is up to 75 % off
 * ({@code NoisePathsTest}). The alternative, noise in proportion to effective conductances, is off
 * by factors: a weak cell's effective conductance is mostly what its neighbours leak.
 *
 * @param square σ² u² d², rows × columns: goes with x²
 * @param cross 2 σ² u² d κ, rows × columns: goes with −x x̄
 * @param constant Σ σ² u² κ² of each column: goes with x̄²
 */
public record NoisePaths(double[] square, double[] cross, double[] constant) {

  /**
   * Of one array.
   *
   * @param cells mean conductances over the largest, rows × columns
   * @param variances of the cells, over the largest's square
   * @param wires not gated
   */
  public static NoisePaths of(
      double[] cells, double[] variances, int rows, int columns, Wires wires, double maxSiemens) {
    Segments segments = Segments.of(wires, maxSiemens);
    Rungs row = Rungs.rows(cells, rows, columns, segments);
    Rungs column = Rungs.columns(cells, rows, columns, segments);
    double[] uniform = uniform(cells, rows, columns, wires, maxSiemens, row);
    double[] square = new double[cells.length];
    double[] cross = new double[cells.length];
    double[] constant = new double[columns];
    for (int i = 0; i < cells.length; i++) {
      double g = cells[i];
      double both = 1 + g * (row.impedance()[i] + column.impedance()[i]);
      double u = column.voltage()[i] / both;
      double d = row.voltage()[i] / both;
      double kappa = d - uniform[i];
      double variance = variances[i] * u * u;
      square[i] = variance * d * d;
      cross[i] = 2 * variance * d * kappa;
      constant[i % columns] += variance * kappa * kappa;
    }
    return new NoisePaths(square, cross, constant);
  }

  /** Voltages across cells when every row is driven by 1. */
  private static double[] uniform(
      double[] cells, int rows, int columns, Wires wires, double maxSiemens, Rungs row) {
    if (wires.columnOhm() == 0) {
      double[] loaded = new double[cells.length];
      for (int i = 0; i < loaded.length; i++) {
        loaded[i] = row.voltage()[i] / (1 + cells[i] * row.impedance()[i]);
      }
      return loaded;
    }
    double[] ones = new double[rows];
    java.util.Arrays.fill(ones, 1);
    if (wires.rowOhm() == 0) {
      return Rungs.lifted(cells, rows, columns, Segments.of(wires, maxSiemens));
    }
    return new NetworkSolver(rows, columns, wires, maxSiemens, new CellCurrent.Ohmic())
        .voltages(cells, ones);
  }

  /** Currents of a pair's arrays subtract, their variances add. */
  public NoisePaths plus(NoisePaths other) {
    return new NoisePaths(
        sum(square, other.square), sum(cross, other.cross), sum(constant, other.constant));
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  /**
   * Variance of each column's current for a drive.
   *
   * @param out receives them, at least 0
   */
  public void variances(double[] x, double[] out) {
    int columns = constant.length;
    double mean = 0;
    for (double value : x) {
      mean += value / x.length;
    }
    for (int c = 0; c < columns; c++) {
      out[c] = mean * mean * constant[c];
    }
    for (int r = 0; r < x.length; r++) {
      double own = x[r] * x[r];
      double shared = x[r] * mean;
      int at = r * columns;
      for (int c = 0; c < columns && own != 0; c++) {
        out[c] += own * square[at + c] - shared * cross[at + c];
      }
    }
    for (int c = 0; c < columns; c++) {
      out[c] = Math.max(0, out[c]);
    }
  }
}
