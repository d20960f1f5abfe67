package org.bitline.device.reram;

import java.util.function.IntFunction;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.InputCoding;
import org.bitline.device.reram.array.ProgrammedMatrix;

/** A matrix whose every slice, step and conversion is computed, in double precision. */
final class ExactProduct implements Programmed {

  private final Geometry geometry;
  private final InputCoding coding;
  private final ProgrammedMatrix matrix;
  private final WeightCodes weights;

  /**
   * @param design for inputs of the bits that will come
   */
  ExactProduct(
      ArrayDesign design,
      Geometry geometry,
      WeightCodes weights,
      Place place,
      RandomStream random) {
    this.geometry = geometry;
    this.coding = design.input();
    this.weights = weights;
    this.matrix = ProgrammedMatrix.program(collapsed(design), place.of(weights), random);
  }

  /** Linear arrays without conversion give the same for the whole input as for its steps. */
  private static ArrayDesign collapsed(ArrayDesign d) {
    boolean linear = d.converter().bits() == 0 && !d.noisy() && !d.wires().gated();
    if (!linear) {
      return d;
    }
    InputCoding whole =
        new InputCoding(
            d.input().bits(), d.input().signed(), 0, InputCoding.Encoding.SIGN_MAGNITUDE);
    return new ArrayDesign(
        d.mapping(),
        d.cells(),
        d.tiling(),
        whole,
        d.converter(),
        d.programming(),
        d.read(),
        d.sampling(),
        d.wires(),
        d.peerQuirks());
  }

  @Override
  public Geometry geometry() {
    return geometry;
  }

  @Override
  public long run(
      InputCodes x, float factor, Block y, int toColumn, IntFunction<RandomStream> noise) {
    double[] vector = new double[x.size()];
    double largestWeight = weights.largest();
    long driven = 0;
    for (int v = 0; v < x.rows().length; v++) {
      for (int k = 0; k < vector.length; k++) {
        vector[k] = x.codes()[v * vector.length + k] / (double) x.largest();
        driven += coding.driven(vector[k]);
      }
      double[] sums = matrix.multiply(vector, noise.apply(x.rows()[v]));
      int to = x.rows()[v] * y.columns() + toColumn;
      double scale = (double) x.scales()[v] * x.largest() * factor * largestWeight;
      for (int c = 0; c < sums.length; c++) {
        y.data()[to + c] = (float) (sums[c] * scale * weights.scales()[c]);
      }
    }
    return driven;
  }
}
