package org.bitline.transform;

import java.util.Arrays;
import org.bitline.api.tensor.Scales;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Tensors;
import org.bitline.numerics.Quantiser;
import org.bitline.transform.QuantiseTransform.WeightScope;

/** Scales of whole weight matrices. */
record WeightScales(Tensors tensors) {

  /** The scales that put the largest magnitude at the largest code; 1 where there is no tensor. */
  Scales of(Weight weight, int bits, WeightScope scope) {
    if (!tensors.present()) {
      float[] ones = new float[scope == WeightScope.CHANNEL ? weight.columns() : 1];
      Arrays.fill(ones, 1f);
      return new Scales(bits, ones);
    }
    Tensor tensor = tensors.get(weight.identity());
    return new Scales(
        bits,
        switch (scope) {
          case CHANNEL -> Quantiser.columnScales(tensor, bits);
          case TENSOR -> new float[] {Quantiser.matrixScale(tensor, bits)};
        });
  }
}
