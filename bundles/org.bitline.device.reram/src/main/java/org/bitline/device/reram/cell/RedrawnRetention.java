package org.bitline.device.reram.cell;

import org.bitline.api.tensor.RandomStream;

/**
 * ReRAM of Wan et al., Nature 608, 2022, at 1 s, 1 day or 2 days after programming: max(0, g +
 * sigma_t(r) n), drawn around the target anew at each time.
 *
 * <p>Coefficients: IBM/aihwkit 1.1.0 (inference/noise/reram.py), fitted at 40 µS. Deviation: there,
 * the spread is not scaled to another largest conductance (a wrong member is read); here sigma
 * scales with it, so that the relative spread is that of the fit.
 *
 * @param time after programming
 * @param maxSiemens largest conductance
 * @param programs whether programming errs too; if not, the variance is what time has added to that
 *     after 1 s
 */
public record RedrawnRetention(Time time, double maxSiemens, boolean programs)
    implements CellError.ClosedForm {

  /** With the error of programming. */
  public RedrawnRetention(Time time, double maxSiemens) {
    this(time, maxSiemens, true);
  }

  /** When the data were taken. */
  public enum Time {
    SECOND(1, 0.348, 16.030, -43.853, 45.393, -16.815),
    DAY(86400, 0.701, 22.086, -50.773, 47.095, -16.458),
    TWO_DAYS(172800, 0.782, 20.274, -43.507, 37.062, -11.934);

    private final double seconds;
    private final Polynomial sigma;

    Time(double seconds, double... sigma) {
      this.seconds = seconds;
      this.sigma = Polynomial.of(sigma);
    }

    /**
     * The set of a time.
     *
     * @throws IllegalArgumentException where there are no data for it
     */
    public static Time of(double seconds) {
      for (Time time : values()) {
        if (time.seconds == seconds || time == SECOND && seconds == 0) {
          return time;
        }
      }
      throw new IllegalArgumentException(
          "retention of this ReRAM is known after 1 s, 1 day and 2 days, not after "
              + seconds
              + " s");
    }
  }

  private static final double FITTED_MICROSIEMENS = 40;

  private NormalError error() {
    return new NormalError(g -> sigma(g / maxSiemens) * maxSiemens / FITTED_MICROSIEMENS);
  }

  private double sigma(double r) {
    double all = Math.max(0, time.sigma.at(r));
    double first = programs ? 0 : Math.max(0, Time.SECOND.sigma.at(r));
    return programs ? all : Math.sqrt(Math.max(0, all * all - first * first));
  }

  @Override
  public void disturb(double[] siemens, RandomStream random, long first) {
    error().disturb(siemens, random, first);
  }

  @Override
  public Moments moments(double siemens) {
    return error().moments(siemens);
  }
}
