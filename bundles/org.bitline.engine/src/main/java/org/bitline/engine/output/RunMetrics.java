package org.bitline.engine.output;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bitline.api.result.Result.Run;

/** The metrics of a run by the names that descriptors use. */
final class RunMetrics {

  private RunMetrics() {}

  /** latency [s], energy [J], area [mm²], throughput [1/s], and the means of accuracy. */
  static Map<String, Double> of(Run run) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("latency", run.totals().get("latency_s"));
    metrics.put("energy", run.totals().get("energy_J"));
    metrics.put("area", run.totals().get("area_mm2"));
    metrics.put("throughput", run.totals().get("throughput_per_s"));
    run.accuracy().forEach((name, statistic) -> metrics.put(name, statistic.mean()));
    return metrics;
  }
}
