package org.bitline.device.reram.cell;

import org.bitline.api.tensor.RandomStream;

/**
 * A uniform error: max(0, G + M · scale(G) · u), u between −1/2 and 1/2.
 *
 * @param law how the width depends on G
 * @param magnitude full width M, in units of the law
 * @param maxSiemens largest conductance
 */
public record UniformError(Law law, double magnitude, double maxSiemens)
    implements CellError.ClosedForm, WriteVerify.Known {

  @Override
  public void disturb(double[] siemens, RandomStream random, long first) {
    for (int i = 0; i < siemens.length; i++) {
      double width = law.spread(magnitude, maxSiemens, siemens[i]);
      siemens[i] = Math.max(0, siemens[i] + width * (random.uniform(first + i) - 0.5));
    }
  }

  @Override
  public double between(double siemens, double low, double high) {
    double width = law.spread(magnitude, maxSiemens, siemens);
    if (width == 0) {
      return low <= siemens && siemens <= high ? 1 : 0;
    }
    double from = Math.max(low, siemens - width / 2);
    double to = Math.min(high, siemens + width / 2);
    return Math.max(0, to - from) / width;
  }

  /** The part of the interval below 0 is a point at 0. */
  @Override
  public Moments moments(double siemens) {
    double width = law.spread(magnitude, maxSiemens, siemens);
    if (width == 0) {
      return new Moments(siemens, 0);
    }
    double high = siemens + width / 2;
    double low = Math.max(0, siemens - width / 2);
    double mean = (high * high - low * low) / (2 * width);
    double square = (high * high * high - low * low * low) / (3 * width);
    return new Moments(mean, square - mean * mean);
  }
}
