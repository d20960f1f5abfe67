package org.bitline.device.reram;

import java.util.Optional;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.MatrixKernels;

/** Programs matrices, for the fast kernel where it computes what the arrays do. */
record Programmer(ReramParameters p, CrossbarKernels kernels, MatrixKernels dense) {

  /**
   * Programs a matrix or a part of one.
   *
   * @param inputBits bits of the inputs that will come
   */
  Programmed program(WeightCodes weights, int inputBits, Place place, RandomStream random) {
    ArrayDesign design = Designs.of(p, weights.bits(), inputBits);
    Geometry geometry = Geometry.of(weights.rows(), weights.columns(), weights.bits(), p);
    Optional<Crossbar> form = Crossbar.of(design, weights.bits());
    if (form.isPresent()) {
      Crossbar crossbar = form.orElseThrow();
      boolean statistical = p.fidelity() == ReramParameters.Fidelity.STATISTICAL;
      // Kernels disturb sums on their way to a converter.
      boolean kernel = crossbar.fits(weights.rows()) && !(crossbar.open() && design.noisy());
      if (statistical || kernel) {
        CellStore cells = CellStore.program(crossbar, place.of(weights), random);
        if (statistical) {
          return new StatisticalProduct(geometry, cells, weights.scales(), dense);
        } else if (cells.exact()) {
          return new Product(geometry, cells, weights.scales(), kernels, dense);
        }
      }
    }
    return new ExactProduct(design, geometry, weights, place, random);
  }
}
