package org.bitline.engine.execute;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.bitline.api.device.Ledger;
import org.bitline.api.result.Result.Statistic;
import org.bitline.api.workload.Task.Artifact;
import org.bitline.api.workload.TokenSequence;

/**
 * What running the inputs told.
 *
 * @param accuracy metric to statistics over the trials
 * @param activity operation to its activity, summed over trials and inputs
 * @param trials how many trials the activity covers
 * @param inputs what ran
 * @param snrDb operation to signal-to-noise over all trials; absent where exact
 * @param artifacts files of the first trial
 * @param notes how devices computed, of the first trial
 */
public record Measured(
    SortedMap<String, Statistic> accuracy,
    Map<String, ActivityLedger> activity,
    int trials,
    List<TokenSequence> inputs,
    Map<String, Double> snrDb,
    List<Artifact> artifacts,
    List<String> notes) {

  /** A ledger to predict activity with. */
  public static ActivityLedger ledger() {
    return new ActivityLedger();
  }

  /** A ledger that keeps nothing. */
  public static Ledger none() {
    return NoLedger.INSTANCE;
  }
}
