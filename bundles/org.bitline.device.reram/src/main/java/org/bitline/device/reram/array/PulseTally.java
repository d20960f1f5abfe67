package org.bitline.device.reram.array;

import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.Mapping.Side;
import org.bitline.device.reram.cell.WriteVerify;

/**
 * Pulses that write-verify took for a matrix: the same draws as its programming, counted. A stuck
 * cell takes all pulses unless it is stuck near its target. Unit columns are not counted.
 *
 * @param cells cells that hold a weight
 * @param pulses of all of them
 * @param rowPulses for each row of each array the pulses of its slowest cell, added up: cells of a
 *     row are pulsed and verified together
 * @param worst pulses of the slowest cell
 */
public record PulseTally(long cells, long pulses, long rowPulses, int worst) {

  /**
   * Counts.
   *
   * @param apart whether slices have arrays of their own, else they are side by side
   * @throws IllegalArgumentException where the design has no verification
   */
  public static PulseTally of(
      ArrayDesign design, Weights weights, RandomStream random, boolean apart) {
    return new Counter(design, weights, random, apart).count();
  }

  private static final class Counter {

    private final ArrayDesign design;
    private final Weights weights;
    private final CellProgrammer programmer;
    private final RandomStream random;
    private final boolean apart;
    private final WriteVerify verify;
    private long cells;
    private long pulses;
    private long rowPulses;
    private int worst;

    Counter(ArrayDesign design, Weights weights, RandomStream random, boolean apart) {
      this.design = design;
      this.weights = weights;
      this.programmer = new CellProgrammer(design, weights, random);
      this.random = random;
      this.apart = apart;
      this.verify =
          design
              .imperfections()
              .verify()
              .orElseThrow(() -> new IllegalArgumentException("cells are not verified"));
    }

    PulseTally count() {
      int sides = design.mapping().differential() ? 2 : 1;
      for (int side = 0; side < sides; side++) {
        int slices = design.mapping().slices();
        int[][] all = new int[slices][];
        for (int slice = 0; slice < slices; slice++) {
          all[slice] = slice(slice, Side.values()[side]);
        }
        for (int r = 0; r < weights.rows(); r++) {
          row(all, r);
        }
      }
      return new PulseTally(cells, pulses, rowPulses, worst);
    }

    /** Pulses of every cell of a slice, rows × columns. */
    private int[] slice(int slice, Side side) {
      int[] counts = new int[weights.rows() * weights.columns()];
      Levels levels = programmer.levels(slice, side);
      RandomStream stream = random.at(2L * slice + side.ordinal());
      for (int r = 0; r < weights.rows(); r++) {
        double[] row = programmer.targets(r, 0, weights.columns(), levels);
        int[] ofRow = verify.program(row, design.programming(), stream, weights.cell(r, 0));
        System.arraycopy(ofRow, 0, counts, r * ofRow.length, ofRow.length);
      }
      if (design.imperfections().stuck().present()) {
        stuck(counts, slice, side);
      }
      return counts;
    }

    private void stuck(int[] counts, int slice, Side side) {
      Levels levels = programmer.levels(slice, side);
      for (Tile tile : Tile.all(design.tiling(), weights)) {
        double[] held = programmer.stuckAt(tile, slice, side);
        int unit = held.length / tile.rows() - tile.columns();
        for (int r = 0; r < tile.rows(); r++) {
          int row = tile.row() + r;
          double[] targets = programmer.targets(row, tile.column(), tile.columns(), levels);
          for (int c = 0; c < targets.length; c++) {
            double value = held[r * (unit + targets.length) + unit + c];
            if (!Double.isNaN(value)) {
              boolean near = Math.abs(value - targets[c]) <= verify.toleranceSiemens();
              counts[row * weights.columns() + tile.column() + c] = near ? 1 : verify.maxPulses();
            }
          }
        }
      }
    }

    private void row(int[][] all, int r) {
      int columns = weights.columns();
      int width = design.tiling().columns() == 0 ? Integer.MAX_VALUE : design.tiling().columns();
      int slices = all.length;
      int slowest = 0;
      int used = 0;
      for (int i = 0; i < slices * columns; i++) {
        int slice = apart ? i / columns : i % slices;
        int column = apart ? i % columns : i / slices;
        int count = all[slice][r * columns + column];
        cells++;
        pulses += count;
        slowest = Math.max(slowest, count);
        worst = Math.max(worst, count);
        used++;
        if (used == width || i == slices * columns - 1 || apart && column == columns - 1) {
          rowPulses += slowest;
          slowest = 0;
          used = 0;
        }
      }
    }
  }
}
