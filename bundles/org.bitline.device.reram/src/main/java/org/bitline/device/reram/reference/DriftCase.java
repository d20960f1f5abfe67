package org.bitline.device.reram.reference;

import java.util.Locale;
import java.util.function.DoubleFunction;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.cell.CellError;
import org.bitline.device.reram.cell.PhaseChange;
import org.bitline.device.reram.cell.PowerLawDrift;
import org.bitline.device.reram.cell.RedrawnRetention;

/** Cells over time, computed by aihwkit's noise models. */
final class DriftCase {

  private final String id;
  private final Golden golden;
  private final RandomStream random;
  private final int draws;
  private final double[] targets;
  private final double maxSiemens;

  DriftCase(String id, Golden golden, RandomStream random) {
    this.id = id;
    this.golden = golden;
    this.random = random;
    this.draws = golden.integer("draws");
    this.targets = golden.numbers("g_target");
    this.maxSiemens = golden.number("g_max") * 1e-6;
  }

  CaseOutcome outcome() {
    Scores scores = new Scores();
    String category = golden.text("category").toLowerCase(Locale.ROOT);
    if (category.contains("wan2022")) {
      retention(scores);
    } else if (category.contains("hermes-1dev")) {
      drift(PhaseChange.Kind.HERMES_1, scores);
    } else if (category.contains("hermes-2dev")) {
      drift(PhaseChange.Kind.HERMES_2, scores);
    } else if (category.contains("pcm-like")) {
      drift(PhaseChange.Kind.PCM_LIKE, scores);
    } else {
      throw golden.problem("category", "this noise model is not known.");
    }
    return scores.outcome(id);
  }

  private void drift(PhaseChange.Kind kind, Scores scores) {
    PowerLawDrift model = new PowerLawDrift(kind, maxSiemens, 0);
    Moments programmed = new Moments(targets.length);
    Moments exponents = new Moments(targets.length);
    for (int draw = 0; draw < Scores.CELL_DRAWS * draws; draw++) {
      float[] n = new float[2 * targets.length];
      random.at("program").gaussians((long) draw * n.length, n, 0, n.length);
      double[] g = new double[targets.length];
      double[] nu = new double[targets.length];
      for (int i = 0; i < g.length; i++) {
        g[i] = model.programmed(targets[i] * 1e-6, n[2 * i]) * 1e6;
        nu[i] = model.exponent(targets[i] * 1e-6, n[2 * i + 1]);
      }
      programmed.add(g);
      exponents.add(nu);
    }
    compare(
        "g_prog", programmed, golden.numbers("g_prog_mean"), golden.numbers("g_prog_std"), scores);
    compare("nu", exponents, golden.numbers("nu_mean"), golden.numbers("nu_std"), scores);
    later(seconds -> new PowerLawDrift(kind, maxSiemens, seconds), scores);
  }

  /** Cells that are drawn anew around the target; the file's nu is the target itself. */
  private void retention(Scores scores) {
    Moments programmed =
        drawn(new RedrawnRetention(RedrawnRetention.Time.SECOND, maxSiemens), "program");
    compare(
        "g_prog", programmed, golden.numbers("g_prog_mean"), golden.numbers("g_prog_std"), scores);
    later(s -> new RedrawnRetention(RedrawnRetention.Time.of(s), maxSiemens), scores);
  }

  private void later(DoubleFunction<CellError> at, Scores scores) {
    double[] times = golden.numbers("t_inference");
    double[][] mean = golden.matrix("g_final_mean");
    double[][] deviation = golden.matrix("g_final_std");
    for (int t = 0; t < times.length; t++) {
      Moments moments = drawn(at.apply(times[t]), "time " + t);
      compare("g_final[" + t + "]", moments, mean[t], deviation[t], scores);
    }
  }

  private Moments drawn(CellError error, String stream) {
    Moments moments = new Moments(targets.length);
    for (int draw = 0; draw < Scores.CELL_DRAWS * draws; draw++) {
      double[] g = targets.clone();
      for (int i = 0; i < g.length; i++) {
        g[i] *= 1e-6;
      }
      error.disturb(g, random.at(stream), (long) draw * g.length);
      for (int i = 0; i < g.length; i++) {
        g[i] *= 1e6;
      }
      moments.add(g);
    }
    return moments;
  }

  private void compare(
      String name, Moments ours, double[] mean, double[] deviation, Scores scores) {
    for (int i = 0; i < mean.length; i++) {
      scores.compare(name + "[" + i + "]", ours, i, mean[i], deviation[i], draws);
    }
  }
}
