package org.bitline.device.reram.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.bitline.numerics.KeyedStream;
import org.junit.jupiter.api.Test;

class WriteVerifyTest {

  private static final double MAX = 100e-6;
  private static final int CELLS = 100_000;

  /** P(N ≤ k) = 1 − (1 − p)^k with p in closed form, and what is left beyond the tolerance. */
  @Test
  void pulsesAreGeometricWithTheClosedAcceptance() {
    List<CellError> errors =
        List.of(
            NormalError.of(Law.INDEPENDENT, 0.05, MAX),
            NormalError.of(Law.PROPORTIONAL, 0.1, MAX),
            new UniformError(Law.INDEPENDENT, 0.2, MAX),
            new Clipped(NormalError.of(Law.INDEPENDENT, 0.05, MAX), 1e-6, MAX));
    for (CellError error : errors) {
      for (double target : new double[] {1e-6, 40e-6, MAX}) {
        WriteVerify verify = new WriteVerify(0.02 * MAX, 5);
        double[] g = new double[CELLS];
        Arrays.fill(g, target);
        int[] pulses = verify.program(g, error, KeyedStream.of(3).at("a"), 0);
        double p = verify.acceptance(error, target);
        double expected = (1 - StrictMath.pow(1 - p, 5)) / p;
        double mean = Arrays.stream(pulses).average().orElseThrow();
        String name = error + " at " + target + ", p " + p;
        assertEquals(expected, mean, 5 * 1.6 / Math.sqrt(CELLS), name);
        double beyond =
            Arrays.stream(g).filter(v -> Math.abs(v - target) > 0.02 * MAX).count()
                / (double) CELLS;
        double left = StrictMath.pow(1 - p, 5);
        assertEquals(left, beyond, 5 * Math.sqrt(left * (1 - left) / CELLS) + 1e-9, name);
        assertTrue(Arrays.stream(pulses).allMatch(n -> n >= 1 && n <= 5), name);
      }
    }
  }

  @Test
  void theFirstPulseIsThatOfProgrammingWithoutVerification() {
    CellError error = NormalError.of(Law.INDEPENDENT, 0.05, MAX);
    double[] once = new double[1000];
    double[] verified = new double[1000];
    Arrays.fill(once, 40e-6);
    Arrays.fill(verified, 40e-6);
    error.disturb(once, KeyedStream.of(1), 7);
    int[] pulses = new WriteVerify(0.03 * MAX, 4).program(verified, error, KeyedStream.of(1), 7);
    for (int i = 0; i < once.length; i++) {
      assertEquals(pulses[i] == 1, once[i] == verified[i]);
    }
  }

  @Test
  void aCellsPulsesDependOnItsNumberAlone() {
    CellError error = NormalError.of(Law.INDEPENDENT, 0.05, MAX);
    WriteVerify verify = new WriteVerify(0.01 * MAX, 10);
    double[] whole = new double[50];
    Arrays.fill(whole, 40e-6);
    int[] ofWhole = verify.program(whole, error, KeyedStream.of(1), 0);
    double[] part = new double[20];
    Arrays.fill(part, 40e-6);
    int[] ofPart = verify.program(part, error, KeyedStream.of(1), 30);
    for (int i = 0; i < part.length; i++) {
      assertEquals(whole[30 + i], part[i]);
      assertEquals(ofWhole[30 + i], ofPart[i]);
    }
  }

  @Test
  void anErrorWithoutDistributionCannotBeVerified() {
    CellError drift = new PowerLawDrift(PhaseChange.Kind.PCM_LIKE, 25e-6, 0);
    assertThrows(IllegalArgumentException.class, () -> new WriteVerify(1e-6, 5).check(drift));
  }
}
