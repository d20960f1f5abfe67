package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bitline.api.device.Load;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Tensor;
import org.bitline.device.reram.Cell.Compensation;
import org.bitline.device.reram.ReramParameters.Encoded;
import org.junit.jupiter.api.Test;

/** Drift, alone or with the error of programming, and what undoes its mean. */
class DriftTest {

  private static final double DAY = 86400;

  private static ReramParameters pcm(double age, double error, Compensation compensation) {
    return Stock.with(
        "adc.bits",
        0,
        "cell.bits",
        0,
        "cell.maxConductance",
        25e-6,
        "cell.minConductance",
        0.0,
        "weights.mapping",
        Encoded.DIFFERENTIAL,
        "cell.programmingModel",
        ErrorModel.PCM_LIKE,
        "cell.programmingError",
        error,
        "cell.age",
        age,
        "cell.compensation",
        compensation);
  }

  @Test
  void compensationUndoesTheMeanOfDrift() {
    Tensor w = Runs.weights(1, 200, 40);
    Block x = Runs.inputs(2, 8, 200);
    double[] exact = Runs.exact(w, x);
    double fresh = Runs.error(exact, Runs.run(pcm(0, 1, Compensation.NONE), w, x));
    double old = Runs.error(exact, Runs.run(pcm(30 * DAY, 1, Compensation.NONE), w, x));
    double global = Runs.error(exact, Runs.run(pcm(30 * DAY, 1, Compensation.GLOBAL), w, x));
    double column = Runs.error(exact, Runs.run(pcm(30 * DAY, 1, Compensation.COLUMN), w, x));
    assertTrue(fresh < global && global < 0.75 * old, fresh + ", " + global + ", " + old);
    assertTrue(fresh < column && column < 0.75 * old, fresh + ", " + column + ", " + old);
  }

  /** Without scatter of exponents, all cells of a like level decay alike: the factor is exact. */
  @Test
  void theFactorIsTheRatioOfMeans() {
    Tensor w = Runs.weights(1, 300, 30);
    Block x = Runs.inputs(2, 8, 300);
    float[] fresh = Runs.run(pcm(0, 1, Compensation.NONE), w, x);
    float[] global = Runs.run(pcm(DAY, 1, Compensation.GLOBAL), w, x);
    double slope = 0;
    double squares = 0;
    for (int i = 0; i < fresh.length; i++) {
      slope += (double) fresh[i] * global[i];
      squares += (double) fresh[i] * fresh[i];
    }
    assertEquals(1, slope / squares, 0.03);
  }

  @Test
  void driftAloneLeavesProgrammingExact() {
    Tensor w = Runs.weights(1, 200, 40);
    Block x = Runs.inputs(2, 8, 200);
    double[] exact = Runs.exact(w, x);
    double none = Runs.error(exact, Runs.run(pcm(0, 0, Compensation.NONE), w, x));
    double drift = Runs.error(exact, Runs.run(pcm(DAY, 0, Compensation.NONE), w, x));
    double both = Runs.error(exact, Runs.run(pcm(DAY, 1, Compensation.NONE), w, x));
    assertTrue(none < 0.02 && none < drift && drift < both, none + ", " + drift + ", " + both);
  }

  @Test
  void theDigitalFactorIsCounted() {
    Tensor w = Runs.weights(1, 200, 40);
    double extra =
        adds(pcm(DAY, 1, Compensation.COLUMN), w) - adds(pcm(DAY, 1, Compensation.NONE), w);
    assertEquals(3.0 * 40 * Counts.RESULT_BITS, extra);
    double young = adds(pcm(0, 1, Compensation.COLUMN), w) - adds(pcm(0, 1, Compensation.NONE), w);
    assertEquals(0, young);
  }

  private static double adds(ReramParameters p, Tensor w) {
    Runs.Amounts amounts = new Runs.Amounts();
    Stock.device(p).account(Runs.matmul(w), Load.of(3), amounts);
    return amounts.sums.get("shift-add add");
  }
}
