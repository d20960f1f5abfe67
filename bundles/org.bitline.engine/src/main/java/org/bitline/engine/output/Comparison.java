package org.bitline.engine.output;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.result.Result.Run;

/** Runs against a baseline. */
public final class Comparison {

  private Comparison() {}

  /** Run, then metric, to value / baseline for costs and value − baseline for accuracy. */
  public static SortedMap<String, SortedMap<String, Double>> against(
      String baseline, List<Run> runs) {
    Run base = runs.stream().filter(r -> r.name().equals(baseline)).findFirst().orElseThrow();
    Map<String, Double> reference = RunMetrics.of(base);
    SortedMap<String, SortedMap<String, Double>> all = new TreeMap<>();
    for (Run run : runs) {
      SortedMap<String, Double> row = new TreeMap<>();
      RunMetrics.of(run)
          .forEach(
              (metric, value) -> {
                Double other = reference.get(metric);
                if (other != null && run.accuracy().containsKey(metric)) {
                  row.put(metric, value - other);
                } else if (other != null && other != 0) {
                  row.put(metric, value / other);
                }
              });
      all.put(run.name(), row);
    }
    return all;
  }
}
