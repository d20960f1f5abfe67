package org.bitline.api.mapping;

import java.util.List;
import java.util.Optional;
import org.bitline.api.unit.Param;

/**
 * What a mapping is to be best in, and what it must keep.
 *
 * @param objectives what is minimised: none, one, or two for a front; see {@link Objective}
 */
public record Goal(List<Objective> objectives, Budgets budgets) {

  /** No objective, no budget. */
  public static final Goal NONE = new Goal(List.of(), Budgets.NONE);

  /** A total that can be minimised; all are of one input of {@code sequenceLength} tokens. */
  public enum Objective {
    /** Joules: priced activity, transfers, and leakage over the latency. */
    ENERGY,
    /** Seconds under the experiment's scheduler. */
    LATENCY,
    /** Square metres provisioned on every device that holds an operation. */
    AREA,
    /** Seconds between two inputs where every resource works without a gap: its largest load. */
    INTERVAL
  }

  /** Upper limits; absent for none. */
  public record Budgets(
      @Param(doc = "Energy of an inference.", unit = "J", above = 0) Optional<Double> energy,
      @Param(doc = "Latency of an inference.", unit = "s", above = 0) Optional<Double> latency,
      @Param(doc = "Area of what is provisioned.", unit = "m^2", above = 0) Optional<Double> area,
      @Param(doc = "Time between two inputs.", unit = "s", above = 0) Optional<Double> interval,
      @Param(
              doc =
                  "Loss of the task's first metric against FP32 on the experiment's own inputs, in"
                      + " the metric's unit.",
              min = 0)
          Optional<Double> accuracyLoss,
      @Param(
              doc = "Least lifetime of the most-written cell when inferences follow one another.",
              unit = "s",
              above = 0)
          Optional<Double> lifetime) {

    public static final Budgets NONE =
        new Budgets(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Whether nothing is limited. */
    public boolean isEmpty() {
      return equals(NONE);
    }
  }
}
