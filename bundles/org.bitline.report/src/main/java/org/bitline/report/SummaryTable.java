package org.bitline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bitline.api.result.Result.Band;
import org.bitline.api.result.Result.Statistic;

/**
 * A table of runs: one column each, totals first, then accuracy.
 *
 * @param runs the columns
 * @param baseline what the others are compared with: totals as a ratio, accuracy as a difference
 * @param totals the totals shown
 * @param metrics the accuracy metrics shown
 * @param units metric to its unit, where it has one
 */
record SummaryTable(
    List<Summary> runs,
    Optional<Summary> baseline,
    List<Total> totals,
    List<String> metrics,
    Map<String, String> units) {

  private static final String NONE = "-";

  /** The table; a last column FP32 where the metrics have references. */
  String text() {
    List<String> head = new ArrayList<>(List.of(""));
    runs.forEach(run -> head.add(run.label()));
    List<List<String>> rows = new ArrayList<>();
    totals.forEach(total -> rows.add(row(total)));
    metrics.forEach(metric -> rows.add(row(metric)));
    if (metrics.stream().anyMatch(m -> reference(m).isPresent())) {
      head.add("FP32");
      totals.forEach(total -> rows.get(totals.indexOf(total)).add(""));
      metrics.forEach(
          metric ->
              rows.get(totals.size() + metrics.indexOf(metric))
                  .add(reference(metric).map(Engineering::plain).orElse(NONE)));
    }
    return TextTable.of(head, rows);
  }

  private List<String> row(Total total) {
    List<String> row = new ArrayList<>(List.of(total.metric()));
    for (Summary run : runs) {
      Double value = run.totals().get(total.key());
      row.add(
          value == null
              ? NONE
              : (run.lowerBounds().contains(total.key()) ? "≥ " : "")
                  + text(run, total, value)
                  + ratio(run, total));
    }
    return row;
  }

  /** A total; with its band, where there is one, and no more digits than that deserves. */
  private static String text(Summary run, Total total, double value) {
    Band band = run.bands().get(total.key());
    if (band == null) {
      return total.text(value, Engineering.FULL);
    }
    int digits = Engineering.deserved(value, band.low(), band.high());
    return total.text(value, digits)
        + " ["
        + total.text(band.low(), digits)
        + " … "
        + total.text(band.high(), digits)
        + "]";
  }

  /** The ratio to the baseline, with what a lower bound on either side leaves of it. */
  private String ratio(Summary run, Total total) {
    if (baseline.isEmpty() || run == baseline.get()) {
      return "";
    }
    double reference = baseline.get().totals().getOrDefault(total.key(), 0.0);
    if (reference == 0) {
      return "";
    }
    boolean above = run.lowerBounds().contains(total.key());
    boolean below = baseline.get().lowerBounds().contains(total.key());
    if (above && below) {
      return " (x?)";
    }
    String ratio = Engineering.ratio(run.totals().get(total.key()) / reference);
    return " (" + (above ? "≥ " : below ? "≤ " : "") + "x" + ratio + ")";
  }

  private List<String> row(String metric) {
    String unit = units.getOrDefault(metric, "");
    List<String> row =
        new ArrayList<>(List.of(unit.isEmpty() ? metric : metric + " [" + unit + "]"));
    for (Summary run : runs) {
      Statistic statistic = run.accuracy().get(metric);
      row.add(statistic == null ? NONE : text(statistic) + difference(run, metric));
    }
    return row;
  }

  private static String text(Statistic statistic) {
    return statistic.trials() > 1
        ? Engineering.plain(statistic.mean()) + " ± " + Engineering.ratio(statistic.std())
        : Engineering.plain(statistic.mean());
  }

  private String difference(Summary run, String metric) {
    if (baseline.isEmpty() || run == baseline.get()) {
      return "";
    }
    Statistic reference = baseline.get().accuracy().get(metric);
    return reference == null
        ? ""
        : " (" + Engineering.difference(run.accuracy().get(metric).mean() - reference.mean()) + ")";
  }

  private Optional<Double> reference(String metric) {
    return runs.stream()
        .map(run -> run.accuracy().get(metric))
        .filter(Objects::nonNull)
        .flatMap(statistic -> statistic.reference().stream())
        .findFirst();
  }
}
