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
  Programmed program(WeightCodes weights, int inputBits, Place place, RandomStream stream) {
    ArrayDesign design = design(weights.bits(), inputBits);
    // Drawing in vectors first makes the compiler slow the noise kernel, which shares its steps.
    RandomStream random = design.noisy() ? stream : kernels.faster(stream);
    WeightCodes codes = compensated(design, weights, inputBits, place, random);
    Geometry geometry = Geometry.of(codes.rows(), codes.columns(), codes.bits(), p);
    return Crossbar.of(p, design, codes.bits())
        .flatMap(crossbar -> linear(crossbar, geometry, codes, place, random))
        .orElseGet(() -> new ExactProduct(design, geometry, codes, place, random));
  }

  /** A product on linear arrays, where sums fit what computes it. */
  private Optional<Programmed> linear(
      Crossbar crossbar, Geometry geometry, WeightCodes codes, Place place, RandomStream random) {
    boolean statistical = p.fidelity() == ReramParameters.Fidelity.STATISTICAL;
    // Kernels disturb sums on their way to a converter.
    boolean kernel = crossbar.fits(codes.rows()) && !(crossbar.open() && crossbar.design().noisy());
    if (!statistical && !kernel) {
      return Optional.empty();
    }
    CellStore cells = CellStore.program(crossbar, place.of(codes), random);
    if (statistical) {
      return Optional.of(new StatisticalProduct(geometry, cells, codes.scales(), dense, kernels));
    }
    return cells.exact()
        ? Optional.of(new Product(geometry, cells, codes.scales(), kernels, dense))
        : Optional.empty();
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
