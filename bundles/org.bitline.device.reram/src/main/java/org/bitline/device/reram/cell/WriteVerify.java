package org.bitline.device.reram.cell;

import java.util.Arrays;
import org.bitline.api.tensor.RandomStream;

/**
 * Programming with verification: each pulse draws the programming error around the target anew,
 * until a read finds the cell within the tolerance, or the pulses are used up; the last pulse then
 * stays. The read is exact. So the number of pulses of a cell is geometric with the probability p
 * that one pulse is near enough, cut at the limit: P(N ≤ k) = 1 − (1 − p)^k for k below it.
 *
 * <p>Real controllers step towards the target and keep what they have reached; this is the simplest
 * model in which a tighter tolerance costs pulses.
 *
 * @param toleranceSiemens largest distance from the target
 * @param maxPulses at least 1
 */
public record WriteVerify(double toleranceSiemens, int maxPulses) {

  /** An error whose distribution, before it is cut at 0, is known. */
  public sealed interface Known permits NormalError, UniformError {

    /** Probability that a cell's undisturbed conductance lands between two values, uncut. */
    double between(double siemens, double low, double high);
  }

  /**
   * Programs cells: replaces targets by conductances. The first pulse has the draws of programming
   * without verification.
   *
   * @return pulses of each cell
   */
  public int[] program(double[] siemens, CellError error, RandomStream random, long first) {
    double[] targets = siemens.clone();
    error.disturb(siemens, random, first);
    int[] pulses = new int[siemens.length];
    Arrays.fill(pulses, 1);
    RandomStream more = random.at("pulse");
    for (int i = 0; i < pulses.length; i++) {
      double[] one = new double[1];
      while (pulses[i] < maxPulses && Math.abs(siemens[i] - targets[i]) > toleranceSiemens) {
        one[0] = targets[i];
        error.disturb(one, more.at(pulses[i]), first + i);
        siemens[i] = one[0];
        pulses[i]++;
      }
    }
    return pulses;
  }

  /** Probability that one pulse leaves a cell within the tolerance. */
  public double acceptance(CellError error, double target) {
    double low = target - toleranceSiemens;
    double high = target + toleranceSiemens;
    double floor = error instanceof Clipped c ? c.minSiemens() : 0;
    double ceiling = error instanceof Clipped c ? c.maxSiemens() : Double.POSITIVE_INFINITY;
    // What would be beyond an end is set to it, and is near enough if the end is.
    double from = low <= floor ? Double.NEGATIVE_INFINITY : low;
    double to = high >= ceiling ? Double.POSITIVE_INFINITY : high;
    return known(error).between(target, from, to);
  }

  /** The error itself, where it is clipped. */
  private static Known known(CellError error) {
    CellError inner = error instanceof Clipped c ? c.error() : error;
    if (inner instanceof Known known) {
      return known;
    }
    throw new IllegalArgumentException(
        "write-verify needs a programming error of known distribution, normal or uniform");
  }

  /** Refuses an error that cannot be verified. */
  public void check(CellError error) {
    known(error);
  }
}
