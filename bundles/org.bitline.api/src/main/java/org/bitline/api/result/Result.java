package org.bitline.api.result;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.bitline.api.mapping.Scheduler.Slot;
import org.bitline.api.mapping.Scheduler.Step;

/**
 * All that comes out of an experiment. Every number is finite; what is unknown is absent and named.
 *
 * @param experiment name
 * @param sha256 digest of everything that the result depends on
 * @param software version
 * @param seed as run
 * @param runs one per variant
 * @param baseline name of the run that others are compared with
 * @param comparison run, then metric, to the ratio against the baseline (difference for accuracy)
 * @param claims verdicts
 */
public record Result(
    String experiment,
    String sha256,
    String software,
    long seed,
    List<String> metrics,
    List<Run> runs,
    Optional<String> baseline,
    SortedMap<String, SortedMap<String, Double>> comparison,
    List<Verdict> claims) {

  /**
   * One variant's outcome.
   *
   * @param totals latency_s, energy_J, area_mm2, throughput_per_s
   * @param energy device/component to joules per inference
   * @param area device/component to square millimetres
   * @param unknown numbers that nobody knows: totals that hold them are lower bounds
   * @param lowerBounds the totals that are lower bounds
   * @param loading loading the weights once
   * @param endurance empty where nothing wears out
   * @param accuracy metric to its statistics over the trials; empty for costs alone
   * @param operations in the graph's order
   * @param timeline operations and transfers in time
   * @param criticalPath stretches that follow one another and whose sum is the latency
   * @param facts the workload's facts and what the devices were
   * @param notes sentences a reader must know
   * @param details what was asked for beside
   */
  public record Run(
      String name,
      SortedMap<String, Double> totals,
      SortedMap<String, Double> energy,
      SortedMap<String, Double> area,
      List<String> unknown,
      List<String> lowerBounds,
      Loading loading,
      Optional<Endurance> endurance,
      SortedMap<String, Statistic> accuracy,
      List<OperationOutcome> operations,
      List<Slot> timeline,
      List<Step> criticalPath,
      SortedMap<String, Object> facts,
      List<String> notes,
      Details details) {}

  /**
   * What is told on request.
   *
   * @param attribution what each non-ideality costs
   * @param bands total to its value with all numbers low and all high
   * @param front best mappings for two objectives
   */
  public record Details(
      List<Attribution> attribution, SortedMap<String, Band> bands, List<FrontPoint> front) {

    public static final Details NONE =
        new Details(List.of(), Collections.emptySortedMap(), List.of());
  }

  /**
   * Non-idealities of a device turned on or off; all other devices as they are.
   *
   * @param device its name in the experiment
   * @param nonIdeality its name; empty for all or none
   * @param setting which of them are on
   * @param snrDb output signal to noise of the device's operations, each with exact inputs: power
   *     of all results over power of all errors; empty where they are exact
   * @param operations the same for each operation that is not exact
   * @param accuracy metrics of the whole run
   */
  public record Attribution(
      String device,
      String nonIdeality,
      Setting setting,
      Optional<Double> snrDb,
      SortedMap<String, Double> operations,
      SortedMap<String, Statistic> accuracy) {}

  /** Which non-idealities are on. */
  public enum Setting {
    /** All of the device. */
    ALL,
    /** None. */
    NONE,
    /** The named one alone. */
    ALONE,
    /** All but the named one. */
    LEFT_OUT
  }

  /** A total priced with the low and with the high value of every number. */
  public record Band(double low, double high) {}

  /**
   * A best mapping.
   *
   * @param totals objective to its value in SI
   * @param mapping name of the mapping file beside the result
   */
  public record FrontPoint(SortedMap<String, Double> totals, String mapping) {}

  /** Loading the weights: all devices at the same time, each its own matrices in turn. */
  public record Loading(double seconds, double joules, double writes) {}

  /**
   * Wear.
   *
   * @param writesPerInference writes of all cells
   * @param worstCellWrites writes of the most-written cell per inference
   * @param lifetimeSeconds until it fails when inferences follow one another; empty if it is never
   *     written while running
   */
  public record Endurance(
      double writesPerInference, double worstCellWrites, Optional<Double> lifetimeSeconds) {}

  /** Mean and sample standard deviation over trials, and the FP32 model's own value. */
  public record Statistic(double mean, double std, int trials, Optional<Double> reference) {}

  /**
   * One operation.
   *
   * @param snrDb signal to noise of its result against FP32, errors of earlier operations included;
   *     empty where it is exact or where nothing ran
   * @param facts what its device tells of it, see {@link org.bitline.api.device.Device#facts}
   */
  public record OperationOutcome(
      String id,
      String kind,
      int layer,
      String device,
      double startSeconds,
      double latencySeconds,
      double energyJoules,
      long macs,
      Optional<Double> snrDb,
      String critical,
      String because,
      SortedMap<String, Double> facts) {}

  /** A claim held against the runs. */
  public record Verdict(
      String paper,
      String kind,
      String value,
      double published,
      double ours,
      double relativeDifference,
      String tolerance,
      String verdict) {}

  /** The facts of a run that may differ between two runs of the same experiment. */
  public record Circumstances(Map<String, Object> facts) {}
}
