package org.bitline.device.reram.reference;

import java.util.Arrays;
import java.util.Locale;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.ProgrammedMatrix;
import org.bitline.device.reram.array.WeightRange;
import org.bitline.device.reram.array.Weights;
import org.bitline.device.reram.cell.CellError;

/** A product computed by CrossSim: once, or over many programmings or reads. */
final class MatrixCase {

  private static final double USUAL_TOLERANCE = 1e-5;

  private final String id;
  private final Golden golden;
  private final RandomStream random;
  private final ArrayDesign design;
  private final DesignReader reader;
  private final Weights weights;
  private final double scale;
  private final double[][] inputs;

  MatrixCase(String id, Golden golden, RandomStream random) {
    this.id = id;
    this.golden = golden;
    this.random = random;
    Golden config = golden.member("config");
    this.reader = new DesignReader(config);
    try {
      this.design = reader.design();
    } catch (IllegalArgumentException e) {
      throw new org.bitline.api.base.InputProblem(config.where() + ": " + e.getMessage(), e);
    }
    double[][] w = golden.matrix("W");
    double largest = WeightRange.of(flat(w), config.number("weight_percentile"));
    this.weights = normalised(w, largest);
    double full = config.number("input_max");
    this.scale = largest * full;
    this.inputs = vectors(golden.matrix("X"), full);
    if (inputs[0].length != weights.rows()) {
      throw golden.problem("X", "W has " + weights.rows() + " inputs, X another number.");
    }
  }

  private static double[] flat(double[][] w) {
    return Arrays.stream(w).flatMapToDouble(Arrays::stream).toArray();
  }

  /** [outputs][inputs] to inputs × outputs in [−1, 1]. */
  private static Weights normalised(double[][] w, double largest) {
    int rows = w[0].length;
    int columns = w.length;
    double[] values = new double[rows * columns];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        values[r * columns + c] = Math.max(-1, Math.min(1, w[c][r] / largest));
      }
    }
    return Weights.whole(rows, columns, values);
  }

  /** [inputs][batch] to vectors in full scales. */
  private static double[][] vectors(double[][] x, double full) {
    double[][] vectors = new double[x[0].length][x.length];
    for (int v = 0; v < vectors.length; v++) {
      for (int r = 0; r < x.length; r++) {
        vectors[v][r] = x[r][v] / full;
      }
    }
    return vectors;
  }

  /** All outputs of all vectors, [output][vector] as the file has them, flat. */
  private double[] outputs(ProgrammedMatrix matrix, RandomStream noise) {
    double[] y = new double[weights.columns() * inputs.length];
    for (int v = 0; v < inputs.length; v++) {
      double[] one = matrix.multiply(inputs[v], noise.at(v));
      for (int c = 0; c < one.length; c++) {
        y[c * inputs.length + v] = one[c] * scale;
      }
    }
    return y;
  }

  /** Compares one product. */
  CaseOutcome deterministic() {
    double[] expected = flat(golden.matrix("Y"));
    double[] y = outputs(ProgrammedMatrix.program(design, weights, random), random);
    double largest = 0;
    double error = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      error = Math.max(error, Math.abs(expected[i] - y[i]));
    }
    double relative = error / largest;
    double tolerance = golden.number("tolerance_rel_to_max_abs_Y", USUAL_TOLERANCE);
    String detail = String.format(Locale.ROOT, "error %.2e, tolerance %.0e", relative, tolerance);
    return new CaseOutcome(id, relative <= tolerance ? Status.PASS : Status.FAIL, detail);
  }

  /** Compares means and standard deviations of products and of cells. */
  CaseOutcome statistical() {
    int draws = golden.integer("draws");
    double[] mean = flat(golden.matrix("Y_mean"));
    double[] deviation = flat(golden.matrix("Y_std"));
    Moments moments = new Moments(mean.length);
    ProgrammedMatrix matrix = ProgrammedMatrix.program(design, weights, random);
    for (int draw = 0; draw < draws; draw++) {
      if (!design.noisy()) {
        matrix = ProgrammedMatrix.program(design, weights, random.at("program").at(draw));
      }
      moments.add(outputs(matrix, random.at("read").at(draw)));
    }
    Scores scores = new Scores();
    for (int i = 0; i < mean.length; i++) {
      scores.compare("Y[" + i + "]", moments, i, mean[i], deviation[i], draws);
    }
    if (golden.has("device")) {
      cells(golden.member("device"), scores);
    }
    return scores.outcome(id);
  }

  private void cells(Golden device, Scores scores) {
    CellError error = design.noisy() ? design.read() : design.programming();
    double max = reader.cells().maxSiemens();
    double[] targets = device.numbers("target_G_normalised");
    double[] mean = device.numbers("mean_G");
    double[] deviation = device.numbers("std_G");
    int draws = device.integer("draws");
    Moments moments = new Moments(targets.length);
    RandomStream stream = random.at("cells");
    for (int draw = 0; draw < Scores.CELL_DRAWS * draws; draw++) {
      double[] siemens = targets.clone();
      for (int i = 0; i < siemens.length; i++) {
        siemens[i] *= max;
      }
      error.disturb(siemens, stream, (long) draw * siemens.length);
      for (int i = 0; i < siemens.length; i++) {
        siemens[i] /= max;
      }
      moments.add(siemens);
    }
    for (int i = 0; i < targets.length; i++) {
      scores.compare("G[" + i + "]", moments, i, mean[i], deviation[i], draws);
    }
  }
}
