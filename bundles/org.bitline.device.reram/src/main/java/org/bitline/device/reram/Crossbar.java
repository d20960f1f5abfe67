package org.bitline.device.reram;

import java.util.Arrays;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.PairDifferences;
import org.bitline.numerics.CrossbarKernels;

/**
 * Programs integer weights into the cells of array pairs.
 *
 * <p>The magnitude's digits in base 2^cell.bits, least significant first, are levels of the
 * positive cell where the weight is positive, of the negative cell where it is negative; the other
 * cell is at its lowest level. By default a programmed conductance is the target plus a Gaussian of
 * programmingError · maxConductance, not below 0 (Xiao et al., "On the accuracy of analog neural
 * network inference accelerators", IEEE Circuits and Systems Magazine 22, 2022: state-independent
 * error).
 *
 * <p>What is kept is the pair's difference in units of the converter's LSB, on a grid on which a
 * column's sum is exact in float32 (at most 2^-12 LSB): that rounding belongs to the model.
 */
final class Crossbar {

  private static final int LANES = CrossbarKernels.LANES;

  private final ReramParameters p;
  private final double lsbLevels;
  private final double grid;

  Crossbar(ReramParameters p) {
    this.p = p;
    double largestSum = (double) p.array().rows() * p.levels();
    this.lsbLevels =
        p.adc().bits() == 0 || p.adc().range() == ReramParameters.AdcRange.GRANULAR
            ? 1
            : largestSum / largestCode();
    // A cell may be a few error deviations above the highest level: leave a factor of two.
    double bound = 2 * (largestSum / lsbLevels + p.array().rows());
    int fraction = Math.min(12, 23 - (int) Math.ceil(StrictMath.log(bound) / StrictMath.log(2)));
    this.grid = StrictMath.scalb(1.0, fraction);
  }

  /** Cell levels of one converter code. */
  double lsbLevels() {
    return lsbLevels;
  }

  /** The converter's largest code; the smallest is its negative. */
  int largestCode() {
    return (1 << (p.adc().bits() - 1)) - 1;
  }

  /**
   * Cells of all arrays: [tile][block][slice][array row][lane], differences in LSB.
   *
   * @param design of the same parameters
   * @param random draws by slice, sign, and absolute row and column
   */
  float[] program(WeightCodes w, ArrayDesign design, Place place, RandomStream random) {
    Geometry g = Geometry.of(w.rows(), w.columns(), w.bits(), p);
    float[] cells = new float[tiles(g) * tileSize(g)];
    if (direct(design)) {
      direct(w, place, random, g, cells);
      return cells;
    }
    double levels = p.levels() / design.cells().span() / lsbLevels;
    PairDifferences.program(
        design,
        place.of(w),
        random,
        (row, column, columns, slice, difference) -> {
          for (int i = 0; i < difference.length; i++) {
            int r = row + i / columns;
            set(cells, g, r, column + i % columns, slice, difference[i] * levels);
          }
        });
    return cells;
  }

  /** Whether cells have the Gaussian that does not depend on their level, and ideal wires. */
  private boolean direct(ArrayDesign design) {
    boolean plain =
        p.cell().programmingError() == 0
            || p.cell().programmingModel() == ErrorModel.NORMAL_INDEPENDENT && !p.cell().clip();
    return plain && !design.wires().present() && !design.imperfections().ofProgramming();
  }

  /** The same, row by row of the whole matrix, in levels. */
  private void direct(WeightCodes w, Place place, RandomStream random, Geometry g, float[] cells) {
    double[] pair = new double[w.columns()];
    float[] noise = new float[w.columns()];
    for (int slice = 0; slice < g.slices(); slice++) {
      RandomStream positive = random.at(2L * slice);
      RandomStream negative = random.at(2L * slice + 1);
      for (int r = 0; r < w.rows(); r++) {
        Arrays.fill(pair, 0);
        long first = (place.row() + (long) r) * place.wholeColumns() + place.column();
        add(w, r, slice, 1, positive, first, noise, pair);
        add(w, r, slice, -1, negative, first, noise, pair);
        for (int c = 0; c < pair.length; c++) {
          set(cells, g, r, c, slice, pair[c] / lsbLevels);
        }
      }
    }
  }

  /** Adds sign · conductance of a row's cells, in levels. */
  private void add(
      WeightCodes w,
      int row,
      int slice,
      int sign,
      RandomStream random,
      long first,
      float[] noise,
      double[] pair) {
    double sigma = p.cell().programmingError();
    if (sigma > 0) {
      random.gaussians(first, noise, 0, noise.length);
    }
    double range = p.cell().maxConductance() - p.cell().minConductance();
    double levelsPerSiemens = p.levels() / range;
    int shift = slice * p.cell().bits();
    for (int c = 0; c < pair.length; c++) {
      int code = sign * w.codes()[row * pair.length + c];
      int level = code > 0 ? code >> shift & p.levels() : 0;
      double siemens = p.cell().minConductance() + range * level / p.levels();
      if (sigma > 0) {
        siemens = Math.max(0, siemens + sigma * p.cell().maxConductance() * noise[c]);
        pair[c] += sign * siemens * levelsPerSiemens;
      } else {
        pair[c] += sign * level;
      }
    }
  }

  /** Puts a difference, in LSB, on the grid. */
  private void set(float[] cells, Geometry g, int row, int column, int slice, double lsb) {
    int block = row / p.array().rows();
    int at = ((block * g.slices() + slice) * p.array().rows() + row % p.array().rows()) * LANES;
    cells[column / LANES * tileSize(g) + at + column % LANES] =
        (float) (Math.rint(lsb * grid) / grid);
  }

  static int tiles(Geometry g) {
    return (g.columns() + LANES - 1) / LANES;
  }

  /** Floats of a tile. */
  int tileSize(Geometry g) {
    return g.blocks() * g.slices() * p.array().rows() * LANES;
  }

  /** Where an array of a tile begins. */
  int at(Geometry g, int tile, int block, int slice) {
    return tile * tileSize(g) + (block * g.slices() + slice) * p.array().rows() * LANES;
  }
}
