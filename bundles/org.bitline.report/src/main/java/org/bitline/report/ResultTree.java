package org.bitline.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.bitline.api.mapping.Scheduler.Slot;
import org.bitline.api.mapping.Scheduler.Step;
import org.bitline.api.result.Result;
import org.bitline.api.result.Result.Attribution;
import org.bitline.api.result.Result.Details;
import org.bitline.api.result.Result.OperationOutcome;
import org.bitline.api.result.Result.Run;
import org.bitline.api.result.Result.Statistic;
import org.bitline.api.result.Result.Verdict;

/** A result as the JSON tree of format {@value #FORMAT}; units are in the keys. */
final class ResultTree {

  static final String FORMAT = "bitline/result/1";

  private ResultTree() {}

  /**
   * The tree.
   *
   * @throws IllegalStateException where a number is not finite, which names its key
   */
  static ObjectNode of(Result result) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    CheckedObject tree = new CheckedObject(root, "");
    tree.put("format", FORMAT);
    tree.object("experiment")
        .put("name", result.experiment())
        .put("sha256", result.sha256())
        .put("seed", result.seed());
    tree.object("software").put("name", "bitline").put("version", result.software());
    tree.put("metrics", result.metrics());
    CheckedObject.Elements runs = tree.array("runs");
    result.runs().forEach(run -> run(run, runs.add(run.name())));
    result.baseline().ifPresent(baseline -> tree.put("baseline", baseline));
    comparison(result, tree.array("comparison"));
    CheckedObject.Elements claims = tree.array("claims");
    result.claims().forEach(verdict -> claim(verdict, claims.add(verdict.value())));
    return root;
  }

  private static void run(Run run, CheckedObject node) {
    node.put("name", run.name()).put("totals", run.totals());
    node.object("breakdown").put("energy_J", run.energy()).put("area_mm2", run.area());
    node.put("unknown", run.unknown()).put("lowerBounds", run.lowerBounds());
    node.object("load")
        .put("latency_s", run.loading().seconds())
        .put("energy_J", run.loading().joules())
        .put("writes", run.loading().writes());
    run.endurance()
        .ifPresent(
            e ->
                node.object("endurance")
                    .put("writes_per_inference", e.writesPerInference())
                    .put("worst_cell_writes", e.worstCellWrites())
                    .put("lifetime_s", e.lifetimeSeconds()));
    CheckedObject accuracy = node.object("accuracy");
    run.accuracy().forEach((metric, s) -> statistic(s, accuracy.object(metric)));
    CheckedObject.Elements operations = node.array("operations");
    run.operations().forEach(o -> operation(o, operations.add(o.id())));
    timeline(run, node);
    details(run.details(), node);
    node.object("facts").facts(run.facts());
    node.put("notes", run.notes());
  }

  private static void timeline(Run run, CheckedObject node) {
    PathSummary path = PathSummary.of(run);
    CheckedObject.Elements timeline = node.array("timeline");
    for (Slot slot : run.timeline()) {
      timeline
          .add(slot.id())
          .put("id", slot.id())
          .put("device", path.device(slot.id()))
          .put("start_s", slot.start())
          .put("end_s", slot.end());
    }
    CheckedObject critical = node.object("criticalPath");
    critical
        .put("by_cause_s", path.causes())
        .put("by_device_s", path.devices())
        .put("by_kind_s", path.kinds());
    CheckedObject.Elements steps = critical.array("steps");
    for (Step step : run.criticalPath()) {
      steps
          .add(step.id())
          .put("id", step.id())
          .put("device", path.device(step.id()))
          .put("start_s", step.start())
          .put("end_s", step.end())
          .put("next", step.next().name().toLowerCase(Locale.ROOT));
    }
  }

  /** What was not asked for is left out. */
  private static void details(Details details, CheckedObject node) {
    if (!details.attribution().isEmpty()) {
      CheckedObject.Elements attribution = node.array("attribution");
      details
          .attribution()
          .forEach(a -> attribution(a, attribution.add(a.device() + " " + a.nonIdeality())));
    }
    if (!details.bands().isEmpty()) {
      CheckedObject bands = node.object("uncertainty");
      details
          .bands()
          .forEach((total, b) -> bands.object(total).put("low", b.low()).put("high", b.high()));
    }
    if (!details.front().isEmpty()) {
      CheckedObject.Elements front = node.array("front");
      details
          .front()
          .forEach(
              p -> front.add(p.mapping()).put("mapping", p.mapping()).put("totals", p.totals()));
    }
  }

  private static void attribution(Attribution a, CheckedObject node) {
    node.put("device", a.device())
        .put("non_ideality", a.nonIdeality())
        .put("setting", AttributionTable.name(a.setting()))
        .put("snr_dB", a.snrDb())
        .put("operations_snr_dB", a.operations());
    CheckedObject accuracy = node.object("accuracy");
    a.accuracy().forEach((metric, s) -> statistic(s, accuracy.object(metric)));
  }

  private static void statistic(Statistic statistic, CheckedObject node) {
    node.put("mean", statistic.mean())
        .put("std", statistic.std())
        .put("trials", statistic.trials())
        .put("reference", statistic.reference());
  }

  private static void operation(OperationOutcome o, CheckedObject node) {
    node.put("id", o.id())
        .put("kind", o.kind())
        .put("layer", o.layer())
        .put("device", o.device())
        .put("start_s", o.startSeconds())
        .put("latency_s", o.latencySeconds())
        .put("energy_J", o.energyJoules())
        .put("macs", o.macs())
        .put("snr_dB", o.snrDb())
        .put("critical", o.critical())
        .put("because", o.because())
        .put("facts", o.facts());
  }

  private static void comparison(Result result, CheckedObject.Elements comparison) {
    result
        .comparison()
        .forEach(
            (run, values) -> {
              CheckedObject node = comparison.add(run).put("run", run);
              result.baseline().ifPresent(baseline -> node.put("baseline", baseline));
              node.put("against_baseline", values);
            });
  }

  private static void claim(Verdict verdict, CheckedObject node) {
    node.put("paper", verdict.paper())
        .put("kind", verdict.kind())
        .put("value", verdict.value())
        .put("published", verdict.published())
        .put("ours", verdict.ours())
        .put("relative_difference", verdict.relativeDifference())
        .put("tolerance", verdict.tolerance())
        .put("verdict", verdict.verdict());
  }
}
