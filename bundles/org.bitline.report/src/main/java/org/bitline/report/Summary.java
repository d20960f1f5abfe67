package org.bitline.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitline.api.result.Result.Band;
import org.bitline.api.result.Result.Run;
import org.bitline.api.result.Result.Statistic;

/**
 * What a table shows of one run.
 *
 * @param label the head of its column
 * @param totals key with unit ({@code latency_s}, …) to value
 * @param lowerBounds keys of totals that are lower bounds
 * @param accuracy metric to its statistics
 * @param bands key of a total to its low and high value, where they were asked for
 */
record Summary(
    String label,
    Map<String, Double> totals,
    List<String> lowerBounds,
    Map<String, Statistic> accuracy,
    Map<String, Band> bands) {

  static Summary of(Run run) {
    Map<String, Double> totals = new TreeMap<>(run.totals());
    run.endurance()
        .filter(e -> e.worstCellWrites() > 0)
        .ifPresent(
            e -> {
              totals.put(Total.WRITES.key(), e.writesPerInference());
              e.lifetimeSeconds().ifPresent(s -> totals.put(Total.LIFETIME.key(), s));
            });
    return new Summary(
        run.name(), totals, run.lowerBounds(), run.accuracy(), run.details().bands());
  }

  Summary labelled(String other) {
    return new Summary(other, totals, lowerBounds, accuracy, bands);
  }
}
