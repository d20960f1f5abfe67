package org.bitline.device.reram.reference;

import java.util.Locale;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;

/**
 * How far means and standard deviations lie from a case's, in standard errors of the difference:
 * sqrt(s²/n + s²/m) for means, s sqrt(1/(2(n − 1)) + 1/(2(m − 1))) for deviations.
 *
 * <p>The second is that of a normal quantity. A deviation's sampling error is sqrt((κ − 1)/2) times
 * as large for a kurtosis κ, and cells whose target is 0 are cut normals times powers with κ of 6
 * to 15: there the same formula with the κ of our draws is taken, and never less than the normal's.
 * (Without, the deviations of aihwkit's own 40 000 draws at target 0 are up to 3.9 such errors from
 * those of 20 million draws of the same equations, and 1.7 with it.)
 *
 * <p>Drawing cells several times as often as the case leaves only the case's own sampling error.
 *
 * <p>Passes where none is beyond 4.5 and at most 1 % are beyond 3.
 */
final class Scores {

  /** Our draws of single cells for one of the case's. */
  static final int CELL_DRAWS = 10;

  private static final double LIMIT = 4.5;
  private static final double COMMON = 3;

  /** Kurtosis of a normal quantity. */
  private static final double NORMAL = 3;

  /** The files give six digits. */
  private static final double PRINTED = 1e-5;

  private double worst;
  private String worstName = "none";
  private int beyond;
  private int count;

  /** Compares the moments of a quantity with a case's. */
  void compare(String name, Moments ours, int quantity, double mean, double deviation, int draws) {
    double spread = Math.max(deviation, ours.deviation(quantity));
    double n = ours.draws();
    double ofMean = spread * Math.sqrt(1 / n + 1.0 / draws);
    add(name + " mean", ours.mean(quantity) - mean, ofMean, PRINTED * Math.abs(mean));
    double tails = (Math.max(NORMAL, ours.kurtosis(quantity)) - 1) / 4;
    double ofDeviation = spread * Math.sqrt(tails / (n - 1) + tails / (draws - 1));
    add(name + " deviation", ours.deviation(quantity) - deviation, ofDeviation, PRINTED * spread);
  }

  private void add(String name, double difference, double error, double printed) {
    double beyondPrint = Math.max(0, Math.abs(difference) - printed);
    double score = beyondPrint == 0 ? 0 : beyondPrint / error;
    count++;
    beyond += score > COMMON ? 1 : 0;
    if (!(score <= worst)) {
      worst = score;
      worstName = name;
    }
  }

  CaseOutcome outcome(String id) {
    boolean pass = worst <= LIMIT && 100 * beyond <= count;
    String detail =
        String.format(
            Locale.ROOT,
            "worst of %d entries %.2f standard errors (%s), %d beyond %.0f; tolerance %.1f, 1 %%",
            count,
            worst,
            worstName,
            beyond,
            COMMON,
            LIMIT);
    return new CaseOutcome(id, pass ? Status.PASS : Status.FAIL, detail);
  }
}
