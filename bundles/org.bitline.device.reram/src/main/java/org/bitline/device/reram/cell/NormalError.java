package org.bitline.device.reram.cell;

import org.bitline.api.tensor.RandomStream;
import org.bitline.numerics.Functions;

/**
 * A Gaussian error: max(0, centre(G) + sigma(G) · n).
 *
 * @param spread centre and standard deviation as functions of the target
 */
public record NormalError(Spread spread) implements CellError.ClosedForm, WriteVerify.Known {

  /** A cell's distribution before it is cut at 0. */
  public interface Spread {

    /** Standard deviation in S of a cell whose target is {@code siemens}. */
    double sigma(double siemens);

    /** Mean in S of a cell whose target is {@code siemens}. */
    default double centre(double siemens) {
      return siemens;
    }
  }

  /** A generic error of magnitude M: see {@link Law}. */
  public static NormalError of(Law law, double magnitude, double maxSiemens) {
    return new NormalError(siemens -> law.spread(magnitude, maxSiemens, siemens));
  }

  @Override
  public void disturb(double[] siemens, RandomStream random, long first) {
    float[] noise = new float[siemens.length];
    random.gaussians(first, noise, 0, noise.length);
    for (int i = 0; i < noise.length; i++) {
      double value = spread.centre(siemens[i]) + spread.sigma(siemens[i]) * noise[i];
      siemens[i] = Math.max(0, value);
    }
  }

  @Override
  public double between(double siemens, double low, double high) {
    double sigma = spread.sigma(siemens);
    double centre = spread.centre(siemens);
    return sigma == 0
        ? low <= centre && centre <= high ? 1 : 0
        : cumulative((high - centre) / sigma) - cumulative((low - centre) / sigma);
  }

  private static double cumulative(double z) {
    return 0.5 * (1 + Functions.erf(z / StrictMath.sqrt(2)));
  }

  /** Beyond so many deviations from 0, the cut changes no bit of a double. */
  private static final double UNCUT = 9;

  /** Of a normal cut at 0, a = m/s: mean m Φ(a) + s φ(a), square (m² + s²) Φ(a) + m s φ(a). */
  @Override
  public Moments moments(double siemens) {
    double m = spread.centre(siemens);
    double s = spread.sigma(siemens);
    if (s == 0) {
      return new Moments(Math.max(0, m), 0);
    }
    if (m >= UNCUT * s) {
      return new Moments(m, s * s);
    }
    double a = m / s;
    double below = cumulative(a);
    double density = Functions.exp(-a * a / 2) / StrictMath.sqrt(2 * StrictMath.PI);
    double mean = m * below + s * density;
    double square = (m * m + s * s) * below + m * s * density;
    return new Moments(mean, Math.max(0, square - mean * mean));
  }
}
