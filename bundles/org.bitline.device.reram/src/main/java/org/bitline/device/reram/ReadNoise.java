package org.bitline.device.reram;

import java.util.function.IntFunction;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.cell.CellError;
import org.bitline.numerics.NoiseKeys;

/** Read noise of columns for the crossbar kernels: the numbers of the exact model. */
final class ReadNoise {

  /** Levels between the ends at which the variance is looked at. */
  private static final int LEVELS = 64;

  /** Room for cells beyond the levels. */
  private static final double MARGIN = 4;

  private ReadNoise() {}

  /**
   * The keys of a batch: by input and token, first row of the block, slice, pair of steps, side.
   */
  static NoiseKeys keys(Layout layout, int[] rows, int steps, IntFunction<RandomStream> streams) {
    NoiseKeys keys = new NoiseKeys(layout.noises(), rows.length, steps);
    int arrayRows = layout.crossbar().rows();
    for (int v = 0; v < rows.length; v++) {
      RandomStream read = streams.apply(rows[v]);
      for (int block = 0; block < layout.blocks(); block++) {
        RandomStream array = read.at(layout.firstRow() + (long) block * arrayRows);
        for (int part = 0; part < layout.parts(); part++) {
          Crossbar.Part p = layout.crossbar().parts().get(part);
          RandomStream slice = array.at(p.slice());
          for (int pair = 0; 2 * pair < steps; pair++) {
            RandomStream key = slice.at(pair).at(p.side());
            keys.set(layout.noise(block, part, false), v, pair, key);
            if (layout.unitTiles() > 0) {
              keys.set(layout.noise(block, part, true), v, pair, key.at("unit"));
            }
          }
        }
      }
    }
    return keys;
  }

  /**
   * Parts of an LSB² in which variances are kept, a power of two: so coarse that sums over an
   * array's rows are exact in float32, and known before any cell is programmed, so that a part of a
   * matrix has the whole's.
   */
  static double grid(Crossbar crossbar) {
    ArrayDesign design = crossbar.design();
    if (!(design.read() instanceof CellError.ClosedForm read)) {
      throw new IllegalArgumentException("variances of columns need a closed form");
    }
    double low = design.cells().minSiemens();
    double high = design.cells().maxSiemens();
    double largest = 0;
    for (int i = 0; i <= LEVELS; i++) {
      largest = Math.max(largest, read.moments(low + (high - low) * i / LEVELS).variance());
    }
    double lsb = crossbar.lsb() * high;
    double bound = 2 * MARGIN * crossbar.rows() * largest / (lsb * lsb);
    if (!(bound > 0)) {
      return 1;
    }
    int exponent = (int) Math.ceil(StrictMath.log(bound) / StrictMath.log(2));
    return StrictMath.scalb(1.0, Math.max(-64, Math.min(64, 24 - exponent)));
  }
}
