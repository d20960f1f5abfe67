package org.bitline.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bitline.api.result.Metric;
import org.bitline.api.result.Result;
import org.bitline.api.result.Result.Run;
import org.bitline.api.result.Result.Verdict;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The table that a run prints: totals and accuracy of each run against the baseline, the verdicts
 * on claims, and what a reader must know. Found by the service property {@code
 * bitline.command=table}.
 */
@Component(service = Function.class, property = "bitline.command=table")
public final class ResultTableCommand implements Function<Result, String> {

  // Dynamic: a metric that comes with a bundle from outside must not restart this component.
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile List<Metric> metrics = List.of();

  /** Made by the framework, which then tells it the metrics. */
  public ResultTableCommand() {}

  ResultTableCommand(List<Metric> metrics) {
    this.metrics = metrics;
  }

  @Override
  public String apply(Result result) {
    List<Summary> runs = result.runs().stream().map(Summary::of).toList();
    Optional<Summary> baseline =
        result.baseline().flatMap(b -> runs.stream().filter(r -> r.label().equals(b)).findFirst());
    StringBuilder text =
        new StringBuilder(
                new SummaryTable(runs, baseline, totals(result, runs), rows(result), units())
                    .text())
            .append('\n');
    if (result.runs().stream().allMatch(run -> run.accuracy().isEmpty())) {
      text.append("\nBy kind of operation: energy, and time one after another\n");
      text.append(KindTable.of(result.runs())).append('\n');
    }
    if (result.runs().stream().anyMatch(run -> !run.criticalPath().isEmpty())) {
      text.append("\nCritical path: where the latency goes\n");
      text.append(PathTable.of(result.runs())).append('\n');
    }
    if (!result.claims().isEmpty()) {
      text.append('\n').append(claims(result.claims())).append('\n');
    }
    for (Run run : result.runs()) {
      if (!run.details().attribution().isEmpty()) {
        text.append("\nWhat each non-ideality costs in ").append(run.name()).append(":\n");
        text.append(AttributionTable.of(run.details().attribution())).append('\n');
      }
    }
    notes(result, text);
    return text.toString();
  }

  private Map<String, String> units() {
    Map<String, String> units = new TreeMap<>();
    metrics.stream()
        .sorted(Comparator.comparing(Metric::id))
        .forEach(metric -> units.putIfAbsent(metric.id(), metric.unit()));
    return units;
  }

  /**
   * Those that the descriptor's metrics name, or all where it names none; those of wear where cells
   * are written while running.
   */
  private static List<Total> totals(Result result, List<Summary> runs) {
    List<Total> named =
        Total.ALWAYS.stream().filter(t -> result.metrics().contains(t.metric())).toList();
    List<Total> shown = new ArrayList<>(named.isEmpty() ? Total.ALWAYS : named);
    Stream.of(Total.WRITES, Total.LIFETIME)
        .filter(t -> runs.stream().anyMatch(r -> r.totals().containsKey(t.key())))
        .forEach(shown::add);
    return shown;
  }

  private static List<String> rows(Result result) {
    return result.metrics().stream()
        .filter(m -> result.runs().stream().anyMatch(r -> r.accuracy().containsKey(m)))
        .distinct()
        .toList();
  }

  private static String claims(List<Verdict> claims) {
    List<List<String>> rows = new ArrayList<>();
    for (Verdict claim : claims) {
      rows.add(
          List.of(
              claim.value(),
              claim.paper(),
              Engineering.plain(claim.published()),
              Engineering.plain(claim.ours()),
              Engineering.difference(100 * claim.relativeDifference()) + " %",
              claim.tolerance(),
              claim.verdict()));
    }
    return TextTable.of(
        List.of("claim", "paper", "published", "ours", "difference", "tolerance", "verdict"), rows);
  }

  private static void notes(Result result, StringBuilder text) {
    result.runs().stream()
        .filter(run -> !run.notes().isEmpty())
        .forEach(
            run -> {
              text.append('\n').append(run.name()).append(":\n");
              run.notes().forEach(note -> text.append("  ").append(note).append('\n'));
            });
  }
}
