package org.bitline.device.reram.cell;

import org.bitline.api.tensor.RandomStream;

/**
 * How the conductance of a cell differs from its target: after programming, after a time, or in one
 * read. Conductances are in siemens; cells err independently; no result is below 0.
 */
public sealed interface CellError permits CellError.ClosedForm, Clipped, PowerLawDrift, CmoDecay {

  /**
   * Disturbs targets in place.
   *
   * @param random the stream of an array; the error of element i depends on it and on first + i
   *     alone
   * @param first number of the first cell in its matrix
   */
  void disturb(double[] siemens, RandomStream random, long first);

  /**
   * A model whose mean and variance are known in closed form: the noise of a column can be drawn as
   * one number.
   */
  sealed interface ClosedForm extends CellError
      permits None, NormalError, UniformError, RedrawnRetention {

    /** Mean and variance of one cell's disturbed conductance, in S and S². */
    Moments moments(double siemens);
  }

  /** First and second central moment. */
  record Moments(double mean, double variance) {}

  /** Cells without error. */
  record None() implements ClosedForm {
    @Override
    public void disturb(double[] siemens, RandomStream random, long first) {}

    @Override
    public Moments moments(double siemens) {
      return new Moments(siemens, 0);
    }
  }
}
