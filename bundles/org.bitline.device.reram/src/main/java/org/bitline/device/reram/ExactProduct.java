package org.bitline.device.reram;

import java.util.List;
import java.util.function.IntFunction;
import org.bitline.api.base.InputProblem;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.ConverterRange;
import org.bitline.device.reram.array.InputCoding;
import org.bitline.device.reram.array.ProgrammedMatrix;
import org.bitline.device.reram.array.RangeFinder;

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
    boolean whole =
        d.converter().bits() == 0 && d.linear() && !d.imperfections().converter().present();
    return whole ? d.with(undivided(d.input())) : d;
  }

  private static InputCoding undivided(InputCoding input) {
    return new InputCoding(input.bits(), input.signed(), 0, InputCoding.Encoding.SIGN_MAGNITUDE);
  }

  private ExactProduct(ExactProduct other, ProgrammedMatrix matrix) {
    this.geometry = other.geometry;
    this.coding = other.coding;
    this.weights = other.weights;
    this.matrix = matrix;
  }

  /** The same arrays, their converters' ranges made to fit. */
  ExactProduct with(ConverterRange.Calibrated ranges) {
    return new ExactProduct(this, matrix.with(ranges));
  }

  /** Shows a range finder what converters would see of some vectors. */
  void observe(InputCodes x, RangeFinder finder, IntFunction<RandomStream> noise) {
    for (int v = 0; v < x.rows().length; v++) {
      finder.observe(matrix, vector(x, v), noise.apply(x.rows()[v]));
    }
  }

  private static double[] vector(InputCodes x, int v) {
    double[] vector = new double[x.size()];
    for (int k = 0; k < vector.length; k++) {
      vector[k] = x.codes()[v * vector.length + k] / (double) x.largest();
    }
    return vector;
  }

  @Override
  public List<String> notes() {
    return HowComputed.wires(matrix.design());
  }

  @Override
  public Geometry geometry() {
    return geometry;
  }

  @Override
  public long run(
      InputCodes x, float factor, Block y, int toColumn, IntFunction<RandomStream> noise) {
    if (!matrix.ready()) {
      throw new InputProblem(
          "adc.range is from-data, and there were no inputs to calibrate with; set adc.range to"
              + " synthetic, granular or full");
    }
    double largestWeight = weights.largest();
    long driven = 0;
    for (int v = 0; v < x.rows().length; v++) {
      double[] vector = vector(x, v);
      for (double value : vector) {
        driven += coding.driven(value);
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
