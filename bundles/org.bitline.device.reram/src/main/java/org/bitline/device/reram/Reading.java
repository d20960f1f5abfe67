package org.bitline.device.reram;

import org.bitline.device.reram.array.InputCoding;

/**
 * How much vectors drove the rows of a matrix.
 *
 * @param vectors how many
 * @param driven drives of a row in a step that are not 0
 * @param pulses full drives of a row: a fraction v of the largest voltage counts v², a shorter
 *     pulse its share of cycles times the cycles of a full one
 * @param siemensPulses pulses of each row times what its cells conduct
 * @param meanSiemensPulses pulses times what cells of a row conduct on the average
 */
record Reading(
    double vectors, double driven, double pulses, double siemensPulses, double meanSiemensPulses) {

  /** Of vectors of which only the drives were counted. */
  static Reading of(double vectors, double driven) {
    return new Reading(vectors, driven, 0, 0, 0);
  }

  /**
   * Of vectors that were run.
   *
   * @param rows siemens of each row
   */
  static Reading of(InputCodes x, long driven, double[] rows, ReramParameters p) {
    InputCoding coding = Designs.input(p, x.bits());
    double[] ofCode = new double[2 * x.largest() + 1];
    for (int code = -x.largest(); code <= x.largest(); code++) {
      ofCode[code + x.largest()] = pulses(code / (double) x.largest(), coding, p);
    }
    double[] perRow = new double[rows.length];
    for (int i = 0; i < x.codes().length; i++) {
      perRow[i % rows.length] += ofCode[x.codes()[i] + x.largest()];
    }
    double pulses = 0;
    double exact = 0;
    double siemens = 0;
    for (int r = 0; r < rows.length; r++) {
      pulses += perRow[r];
      exact += perRow[r] * rows[r];
      siemens += rows[r];
    }
    double mean = rows.length == 0 ? 0 : pulses * siemens / rows.length;
    return new Reading(x.rows().length, driven, pulses, exact, mean);
  }

  /**
   * Of some of the vectors, which are taken to be like the others.
   *
   * @param some how many of them
   * @param cells the share of a row's cells that they read
   */
  Reading part(int some, double cells) {
    double share = some / vectors;
    return new Reading(
        some,
        driven * share,
        pulses * share,
        siemensPulses * share * cells,
        meanSiemensPulses * share * cells);
  }

  /** Pulses that an input in [−1, 1] gives its row, over all steps. */
  private static double pulses(double x, InputCoding coding, ReramParameters p) {
    double sum = 0;
    for (int step = 0; step < coding.steps(); step++) {
      sum += Steps.pulses(x, coding, step, p);
    }
    return sum;
  }

  /** Pulses of full drive in every step. */
  static double full(InputCoding coding, ReramParameters p) {
    double sum = 0;
    for (int step = 0; step < coding.steps(); step++) {
      sum += Steps.fullPulses(coding, step, p);
    }
    return sum;
  }
}
