package org.bitline.device.reram.cell;

import org.bitline.api.tensor.RandomStream;

/**
 * Phase change memory: programming error, power-law drift and 1/f read noise accumulated since
 * programming.
 *
 * <p>g_p = max(0, g + sigma(r) n₁); ν = |μ(r) + s(r) n₂|; g_d = g_p (t/t₀)^−ν; g_f = max(0, g_d +
 * g_d Q sqrt(ln((t + t_r)/(2 t_r))) n₃), with t = {@code seconds} + t₀, r = g/g_max, and Q a
 * function of the programmed conductance in {@link PhaseChange.Kind#PCM_LIKE}, of the target in
 * Hermes. Equations and constants: IBM/aihwkit 1.1.0, inference/noise (see {@link PhaseChange}).
 *
 * @param cells parameter set
 * @param maxSiemens largest conductance; fits scale with it
 * @param seconds since the reference time t₀ after programming
 * @param programs whether programming errs; if not, cells drift from their targets
 */
public record PowerLawDrift(
    PhaseChange.Kind cells, double maxSiemens, double seconds, boolean programs)
    implements CellError {

  /** With the error of programming. */
  public PowerLawDrift(PhaseChange.Kind cells, double maxSiemens, double seconds) {
    this(cells, maxSiemens, seconds, true);
  }

  @Override
  public void disturb(double[] siemens, RandomStream random, long first) {
    float[] program = normals(random.at("program"), first, siemens.length);
    float[] exponent = normals(random.at("exponent"), first, siemens.length);
    float[] read = normals(random.at("read"), first, siemens.length);
    for (int i = 0; i < siemens.length; i++) {
      double programmed = programmed(siemens[i], program[i]);
      siemens[i] = after(programmed, exponent(siemens[i], exponent[i]), read[i]);
    }
  }

  private static float[] normals(RandomStream random, long first, int count) {
    float[] out = new float[count];
    random.gaussians(first, out, 0, count);
    return out;
  }

  /** Conductance after programming, for a standard normal n. */
  public double programmed(double target, double n) {
    double sigma = cells.sigma(target / maxSiemens) * 1e-6 * maxSiemens * 1e6 / cells.reference();
    return programs ? Math.max(0, target + sigma * n) : target;
  }

  /** The drift exponent ν, for a standard normal n. */
  public double exponent(double target, double n) {
    double r = target / maxSiemens;
    return Math.abs(cells.driftMean(r) + cells.driftSpread(r) * n);
  }

  /** Conductance at the time, for a standard normal n. */
  public double after(double programmed, double exponent, double n) {
    double t = seconds + cells.startSeconds();
    double drifted = programmed * StrictMath.pow(t / cells.startSeconds(), -exponent);
    double q = cells.readNoise(programmed / maxSiemens);
    double read = cells.readSeconds();
    double accumulated = StrictMath.sqrt(StrictMath.log((t + read) / (2 * read)));
    return Math.max(0, drifted + drifted * q * accumulated * n);
  }
}
