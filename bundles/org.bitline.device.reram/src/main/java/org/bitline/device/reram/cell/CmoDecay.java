package org.bitline.device.reram.cell;

import org.bitline.api.tensor.RandomStream;

/**
 * Conductive metal oxide / HfOx ReRAM: programming within an acceptance range, logarithmic decay,
 * 1/f read noise.
 *
 * <p>In µS and s: g_p = g + (a + b g) n₁; from t = 1 s on, g_d = clip(g_p − 0.08900206 ln t +
 * (0.04201137 ln t + 0.41183342) n₂, g_min, g_max); g_f = max(0, g_d + K log₁₀(g_d) sqrt(ln((t +
 * t_r)/(2 t_r))) n₃), K = 0.0277316483, t_r = 1 µs. Equations and constants: IBM/aihwkit 1.1.0
 * (inference/noise/reram.py, after Falcone et al., "All-in-one analog AI hardware: on-chip training
 * and inference with conductive-metal-oxide/HfOx ReRAM devices", arXiv:2502.04524, 2025).
 *
 * <p>Deviations: the acceptance range must be named (there, the default matches no key and 0.2 % is
 * taken silently); log₁₀ is not taken below 1 µS, where it is negative.
 *
 * @param acceptance tolerance of programming
 * @param seconds since programming; below 1 no decay
 * @param programs whether programming errs; if not, cells decay from their targets
 */
public record CmoDecay(
    Acceptance acceptance, double minSiemens, double maxSiemens, double seconds, boolean programs)
    implements CellError {

  /** With the error of programming. */
  public CmoDecay(Acceptance acceptance, double minSiemens, double maxSiemens, double seconds) {
    this(acceptance, minSiemens, maxSiemens, seconds, true);
  }

  private static final double READ_SECONDS = 1e-6;
  private static final double READ_SCALE = 0.0277316483;

  /** Tolerance of program and verify. */
  public enum Acceptance {
    /** 0.2 % of the range. */
    FINE(8.1107e-4, 1.06879e-3),
    /** 2 % of the range. */
    COARSE(0.0112185391, 0.01129027418);

    private final Polynomial sigma;

    Acceptance(double... sigma) {
      this.sigma = Polynomial.of(sigma);
    }
  }

  @Override
  public void disturb(double[] siemens, RandomStream random, long first) {
    int n = siemens.length;
    float[] noise = new float[3 * n];
    random.at("program").gaussians(first, noise, 0, n);
    random.at("decay").gaussians(first, noise, n, n);
    random.at("read").gaussians(first, noise, 2 * n, n);
    for (int i = 0; i < n; i++) {
      double g = siemens[i] * 1e6;
      double programmed = g + (programs ? acceptance.sigma.at(g) * noise[i] : 0);
      siemens[i] = read(decayed(programmed, noise[n + i]), noise[2 * n + i]) * 1e-6;
    }
  }

  private double decayed(double programmed, double n) {
    if (seconds < 1) {
      return programmed;
    }
    double ln = StrictMath.log(seconds);
    double g = programmed - 0.08900206 * ln + (0.04201137 * ln + 0.41183342) * n;
    return Math.max(minSiemens * 1e6, Math.min(maxSiemens * 1e6, g));
  }

  private double read(double g, double n) {
    double t = Math.max(seconds, READ_SECONDS);
    double accumulated = StrictMath.sqrt(StrictMath.log((t + READ_SECONDS) / (2 * READ_SECONDS)));
    double scale = READ_SCALE * StrictMath.log10(Math.max(1, g));
    return Math.max(0, g + scale * accumulated * n);
  }
}
