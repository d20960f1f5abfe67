package org.bitline.device.reram;

import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.RowConductance;
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
    if (!Designs.fast(p, design)) {
      Geometry geometry = Geometry.of(weights.rows(), weights.columns(), weights.bits(), p);
      return new ExactProduct(design, geometry, weights, place, random);
    }
    Crossbar crossbar = new Crossbar(p);
    return new Product(
        p, crossbar, weights, crossbar.program(weights, design, place, random), kernels, dense);
  }

  /**
   * What each row of the same cells conducts, in siemens.
   *
   * @param random the stream that the matrix was programmed with
   */
  double[] siemens(WeightCodes weights, int inputBits, Place place, RandomStream random) {
    ArrayDesign design = Designs.of(p, weights.bits(), inputBits);
    return RowConductance.of(design, place.of(weights), random, p.energy().accessResistance());
  }
}
