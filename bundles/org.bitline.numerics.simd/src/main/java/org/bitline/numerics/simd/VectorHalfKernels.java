package org.bitline.numerics.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.bitline.numerics.Half;
import org.bitline.numerics.HalfKernels;
import org.bitline.numerics.ScalarHalfKernels;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Component;

/**
 * Products and sums in binary16, a vector of them at a time; what is left over is done one by one.
 */
@Component(service = HalfKernels.class, property = Constants.SERVICE_RANKING + ":Integer=100")
public final class VectorHalfKernels implements HalfKernels {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int EXPONENT = 0x7f800000;
  private static final float TIMES = 12288f;
  private static final float LEAST = 0.75f;

  private final HalfKernels rest = new ScalarHalfKernels();

  @Override
  public String name() {
    return "vector-" + SPECIES.vectorBitSize();
  }

  @Override
  public void multiplyAdd(
      float x, float[] w, int wOffset, float[] sums, int sumsOffset, int count) {
    int whole = SPECIES.loopBound(count);
    for (int i = 0; i < whole; i += SPECIES.length()) {
      FloatVector product = round(FloatVector.fromArray(SPECIES, w, wOffset + i).mul(x));
      round(FloatVector.fromArray(SPECIES, sums, sumsOffset + i).add(product))
          .intoArray(sums, sumsOffset + i);
    }
    if (whole < count) {
      rest.multiplyAdd(x, w, wOffset + whole, sums, sumsOffset + whole, count - whole);
    }
  }

  private static FloatVector round(FloatVector value) {
    FloatVector exponent =
        value.reinterpretAsInts().lanewise(VectorOperators.AND, EXPONENT).reinterpretAsFloats();
    FloatVector shift = exponent.mul(TIMES).max(LEAST);
    return value.add(shift).sub(shift).min(Half.MAX).max(-Half.MAX);
  }
}
