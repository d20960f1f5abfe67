package org.bitline.device.reram.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.bitline.numerics.KeyedStream;
import org.junit.jupiter.api.Test;

class CellErrorTest {

  private static final int DRAWS = 200_000;

  private static double[] moments(CellError error, double target) {
    double[] g = new double[DRAWS];
    Arrays.fill(g, target);
    error.disturb(g, KeyedStream.of(3).at("test"), 0);
    double mean = Arrays.stream(g).average().orElseThrow();
    double variance = Arrays.stream(g).map(v -> (v - mean) * (v - mean)).sum() / (DRAWS - 1);
    return new double[] {mean, variance};
  }

  @Test
  void closedMomentsAreThoseOfDraws() {
    double max = 20e-6;
    List<CellError.ClosedForm> errors =
        List.of(
            NormalError.of(Law.INDEPENDENT, 0.1, max),
            NormalError.of(Law.PROPORTIONAL, 0.3, max),
            NormalError.of(Law.INVERSE, 0.02, max),
            new UniformError(Law.INDEPENDENT, 0.3, max),
            new UniformError(Law.PROPORTIONAL, 0.3, max),
            new NormalError(new FittedSpread(FittedSpread.Kind.PCM_JOSHI)),
            Sonos.after(3.5, 0.05),
            Sonos.read(0.05),
            new RedrawnRetention(RedrawnRetention.Time.DAY, max));
    for (CellError.ClosedForm error : errors) {
      for (double target : new double[] {0, 1e-6, 12e-6, 20e-6}) {
        double[] drawn = moments(error, target);
        CellError.Moments closed = error.moments(target);
        double sigma = Math.sqrt(closed.variance());
        String name = error + " at " + target;
        assertEquals(closed.mean(), drawn[0], 5 * sigma / Math.sqrt(DRAWS) + 1e-15, name);
        assertEquals(closed.variance(), drawn[1], 0.02 * closed.variance() + 1e-30, name);
      }
    }
  }

  @Test
  void anErrorDependsOnTheCellsNumberAlone() {
    for (CellError error :
        List.of(
            NormalError.of(Law.INDEPENDENT, 0.1, 20e-6),
            new UniformError(Law.INDEPENDENT, 0.3, 20e-6),
            new PowerLawDrift(PhaseChange.Kind.HERMES_2, 20.7e-6, 3600),
            new CmoDecay(CmoDecay.Acceptance.COARSE, 9e-6, 88e-6, 86400))) {
      double[] whole = new double[20];
      Arrays.fill(whole, 10e-6);
      error.disturb(whole, KeyedStream.of(1), 100);
      double[] part = new double[7];
      Arrays.fill(part, 10e-6);
      error.disturb(part, KeyedStream.of(1), 105);
      for (int i = 0; i < part.length; i++) {
        assertEquals(whole[5 + i], part[i], 0, error.toString());
      }
    }
  }

  @Test
  void redrawnRetentionScalesWithTheLargestConductance() {
    double at40 = moments(new RedrawnRetention(RedrawnRetention.Time.SECOND, 40e-6), 20e-6)[1];
    double at25 = moments(new RedrawnRetention(RedrawnRetention.Time.SECOND, 25e-6), 12.5e-6)[1];
    assertEquals(Math.sqrt(at40) / 40, Math.sqrt(at25) / 25, 1e-12);
    // 0.348 + 16.030/2 − 43.853/4 + 45.393/8 − 16.815/16 = 2.0228 uS
    assertEquals(2.0228e-6, Math.sqrt(at40), 0.01e-6);
  }

  @Test
  void metalOxideDecaysByItsFormulas() {
    CmoDecay fresh = new CmoDecay(CmoDecay.Acceptance.FINE, 9e-6, 88e-6, 0);
    CmoDecay day = new CmoDecay(CmoDecay.Acceptance.FINE, 9e-6, 88e-6, 86400);
    assertEquals(50e-6, moments(fresh, 50e-6)[0], 0.01e-6);
    double ln = StrictMath.log(86400);
    double[] later = moments(day, 50e-6);
    assertEquals(50e-6 - 0.08900206e-6 * ln, later[0], 0.01e-6);
    double spread = 0.04201137 * ln + 0.41183342;
    double programming = 8.1107e-4 + 1.06879e-3 * 50;
    double read = 0.0277316483 * StrictMath.log10(50) * Math.sqrt(StrictMath.log(86400 / 2e-6));
    double expected = spread * spread + programming * programming + read * read;
    assertEquals(Math.sqrt(expected) * 1e-6, Math.sqrt(later[1]), 0.01e-6);
  }

  @Test
  void clippedCellsStayBetweenTheLevels() {
    CellError error = new Clipped(NormalError.of(Law.INDEPENDENT, 0.5, 20e-6), 1e-6, 20e-6);
    double[] g = new double[1000];
    Arrays.fill(g, 10e-6);
    error.disturb(g, KeyedStream.of(1), 0);
    assertTrue(Arrays.stream(g).allMatch(v -> v >= 1e-6 && v <= 20e-6));
    assertTrue(Arrays.stream(g).anyMatch(v -> v == 1e-6));
  }

  @Test
  void timesWithoutDataAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Sonos.after(6, 0.1));
    assertThrows(IllegalArgumentException.class, () -> RedrawnRetention.Time.of(5));
  }
}
