package org.bitline.api.mapping;

/**
 * How far operations make the workload's output wrong, measured on the experiment's inputs.
 *
 * <p>Noise is the power of the difference of the workload's output from FP32 over the power of the
 * FP32 output, when one operation alone runs on a device and all others are exact. Noise powers of
 * operations add; {@link #loss} turns the sum into the loss of the task's first metric. Both are
 * approximations: the engine runs the mapping that was chosen and compares.
 */
public interface Accuracy {

  /** The noise that an operation of the unsplit graph adds on a device; 0 where it is exact. */
  double noise(String operation, String device);

  /** The predicted loss of the metric for a total noise; does not fall. */
  double loss(double noise);

  /** The largest total noise whose predicted loss keeps the budget; infinite without a budget. */
  double limit();
}
