package org.bitline.device.digital.vector;

import org.bitline.numerics.Functions;

/** e^(x − max) over its sum, as the float32 reference computes it, to the bit. */
public final class ExactSoftmax implements SoftmaxRow {

  @Override
  public void apply(float[] x, int at, int keys, float[] y) {
    float largest = SoftmaxRow.largest(x, at, keys);
    double total = 0;
    for (int j = at; j < at + keys; j++) {
      double power = Functions.exp((double) x[j] - largest);
      y[j] = (float) power;
      total += power;
    }
    for (int j = at; j < at + keys; j++) {
      y[j] = (float) (y[j] / total);
    }
  }
}
