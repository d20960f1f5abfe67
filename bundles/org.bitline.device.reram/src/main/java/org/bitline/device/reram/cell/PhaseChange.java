package org.bitline.device.reram.cell;

/**
 * Parameter sets of phase change cells from IBM/aihwkit 1.1.0 (inference/noise/pcm.py, hermes.py).
 *
 * <p>Sources named there: Nandakumar et al., "Phase-change memory models for deep learning training
 * and inference", ICECS 2019, doi:10.1109/ICECS46596.2019.8964852 (PCM-like); Le Gallo et al., "A
 * 64-core mixed-signal in-memory compute chip based on phase-change memory", Nature Electronics
 * 2023 (Hermes, one or two devices per polarity). r is a conductance over the largest.
 */
public final class PhaseChange {

  private PhaseChange() {}

  /** A parameter set. */
  public enum Kind {
    PCM_LIKE(25, 20, 250e-9, Polynomial.of(0.26348, 1.9650, -1.1731)),
    HERMES_1(10.35, 200, 512e-9, Polynomial.of(0.15781817, 2.32443916, -2.16310839, 0.68841818)),
    HERMES_2(20.7, 300, 512e-9, Polynomial.of(0.16603222, 4.71806468, -8.48101252, 4.68961419));

    private final double referenceMicrosiemens;
    private final double startSeconds;
    private final double readSeconds;
    private final Polynomial sigma;

    Kind(double reference, double startSeconds, double readSeconds, Polynomial sigma) {
      this.referenceMicrosiemens = reference;
      this.startSeconds = startSeconds;
      this.readSeconds = readSeconds;
      this.sigma = sigma;
    }

    /** Largest conductance of the fit, in µS. */
    double reference() {
      return referenceMicrosiemens;
    }

    /** t₀, the time after programming at which drift starts to be counted. */
    public double startSeconds() {
      return startSeconds;
    }

    double readSeconds() {
      return readSeconds;
    }

    /** Programming spread in µS at the fit's largest conductance. */
    double sigma(double r) {
      return Math.max(0, sigma.at(r));
    }

    double driftMean(double r) {
      if (this == PCM_LIKE) {
        return clamp(-0.0155 * StrictMath.log(r) + 0.0244, 0.049, 0.1);
      }
      return r < 0.0945
          ? clamp(-0.0387 * StrictMath.log(r) - 0.0182, 0.0720, 0.13)
          : (-0.0436 * r - 0.0126) * r + 0.0736;
    }

    double driftSpread(double r) {
      double ln = StrictMath.log(r);
      return switch (this) {
        case PCM_LIKE -> clamp(-0.0125 * ln - 0.0059, 0.008, 0.045);
        case HERMES_1 ->
            r < 0.3039
                ? clamp(-0.0120 * ln - 0.0023, 0.0124, 0.04)
                : (-0.0165 * r + 0.0116) * r + 0.0104;
        case HERMES_2 ->
            r < 0.3055
                ? clamp(-0.0117 * ln - 0.0057, 0.0091, 0.04)
                : (-0.0118 * r + 0.0093) * r + 0.0073;
      };
    }

    /** Q of a programmed conductance r. */
    double readNoise(double r) {
      double ln = StrictMath.log(r);
      return switch (this) {
        case PCM_LIKE -> Math.min(0.0088 / Math.max(StrictMath.pow(r, 0.65), 1e-3), 0.2);
        case HERMES_1 ->
            r < 0.1591
                ? clamp(-0.0078 * ln + 0.0038, 0.0179, 0.04)
                : ((0.0664 * r - 0.1352) * r + 0.0768) * r + 0.0088;
        case HERMES_2 ->
            r < 0.16
                ? clamp(-0.0117 * ln - 0.0069, 0.015, 0.04)
                : ((0.0069 * r - 0.0280) * r + 0.0211) * r + 0.0123;
      };
    }

    private static double clamp(double value, double low, double high) {
      return Math.max(low, Math.min(high, value));
    }
  }
}
