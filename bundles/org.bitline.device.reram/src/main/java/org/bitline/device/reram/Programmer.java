package org.bitline.device.reram;

import java.util.Optional;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.DriftFactors;
import org.bitline.device.reram.array.FaultMap;
import org.bitline.device.reram.array.RowConductance;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.MatrixKernels;

/**
 * Programs matrices, for the fast kernel where it computes what the arrays do.
 *
 * @param map of the stuck cells of every array
 */
record Programmer(
    ReramParameters p, CrossbarKernels kernels, MatrixKernels dense, Optional<FaultMap> map) {

  Programmer(ReramParameters p, CrossbarKernels kernels, MatrixKernels dense) {
    this(p, kernels, dense, Optional.empty());
  }

  /** The arrays for operands of so many bits. */
  ArrayDesign design(int weightBits, int inputBits) {
    return design(p, weightBits, inputBits);
  }

  private ArrayDesign design(ReramParameters parameters, int weightBits, int inputBits) {
    ArrayDesign design = Designs.of(parameters, weightBits, inputBits);
    return map.map(design::with).orElse(design);
  }

  /** The same for matrices that are programmed once and not seen again. */
  Programmer uncached() {
    return new Programmer(Change.in(p, "wires.cache", false), kernels, dense);
  }

  /**
   * Programs a matrix or a part of one.
   *
   * @param inputBits bits of the inputs that will come
   */
  Programmed program(WeightCodes weights, int inputBits, Place place, RandomStream random) {
    ArrayDesign design = design(weights.bits(), inputBits);
    WeightCodes codes = compensated(design, weights, inputBits, place, random);
    if (!Designs.fast(p, design) || overflows(codes, inputBits)) {
      Geometry geometry = Geometry.of(codes.rows(), codes.columns(), codes.bits(), p);
      return new ExactProduct(design, geometry, codes, place, random);
    }
    Crossbar crossbar = new Crossbar(p);
    return new Product(
        p, crossbar, codes, crossbar.program(codes, design, place, random), kernels, dense);
  }

  /** Whether sums of codes do not fit the fast kernel's accumulators. */
  private boolean overflows(WeightCodes weights, int inputBits) {
    if (p.adc().bits() == 0) {
      return false;
    }
    double codes = (double) new Crossbar(p).largestCode() * (1 << inputBits);
    double blocks = Geometry.ceil(weights.rows(), p.array().rows());
    double slices = StrictMath.pow(2, p.slices(weights.bits()) * p.cell().bits()) - 1;
    return codes * blocks * slices / p.levels() >= Integer.MAX_VALUE;
  }

  /** Codes whose scales undo the mean of drift. */
  private WeightCodes compensated(
      ArrayDesign design, WeightCodes weights, int inputBits, Place place, RandomStream random) {
    if (p.cell().compensation() == Cell.Compensation.NONE || p.cell().age() == 0) {
      return weights;
    }
    ArrayDesign fresh = design(Change.in(p, "cell.age", 0.0), weights.bits(), inputBits);
    boolean perColumn = p.cell().compensation() == Cell.Compensation.COLUMN;
    return weights.times(DriftFactors.of(fresh, design, place.of(weights), random, perColumn));
  }

  /**
   * What each row of the same cells conducts, in siemens.
   *
   * @param random the stream that the matrix was programmed with
   */
  double[] siemens(WeightCodes weights, int inputBits, Place place, RandomStream random) {
    ArrayDesign design = design(weights.bits(), inputBits);
    return RowConductance.of(design, place.of(weights), random, p.energy().accessResistance());
  }
}
