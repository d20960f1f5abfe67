package org.bitline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.bitline.api.result.Result.Run;

/**
 * The critical path of each run, one column a run: the latency's share by cause, then by device and
 * kind of operation, of what takes a percent of a run or more.
 */
final class PathTable {

  private static final double LEAST = 0.01;
  private static final Map<String, String> LABELS =
      Map.of(
          "compute", "computing",
          "transfer", "transfers",
          "resource", "waiting for what is occupied",
          "barrier", "waiting for the layer to end",
          "idle", "idle");

  private PathTable() {}

  static String of(List<Run> runs) {
    List<String> head = new ArrayList<>(List.of(""));
    runs.forEach(run -> head.add(run.name()));
    List<PathSummary> paths = runs.stream().map(PathSummary::of).toList();
    List<List<String>> rows = new ArrayList<>();
    for (String cause : PathSummary.CAUSES) {
      if (paths.stream().anyMatch(p -> p.causes().containsKey(cause))) {
        rows.add(
            row(LABELS.get(cause), paths.stream().map(p -> share(p.causes(), cause)).toList()));
      }
    }
    TreeSet<String> parts = new TreeSet<>();
    paths.forEach(p -> parts.addAll(p.parts().keySet()));
    parts.remove(PathSummary.IDLE);
    for (String part : parts) {
      if (paths.stream().anyMatch(p -> fraction(p.parts(), part) >= LEAST)) {
        rows.add(row("in " + part, paths.stream().map(p -> share(p.parts(), part)).toList()));
      }
    }
    return TextTable.of(head, rows);
  }

  private static List<String> row(String label, List<String> cells) {
    List<String> row = new ArrayList<>(List.of(label));
    row.addAll(cells);
    return row;
  }

  private static double fraction(Map<String, Double> seconds, String key) {
    double all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    return all > 0 ? seconds.getOrDefault(key, 0.0) / all : 0;
  }

  private static String share(Map<String, Double> seconds, String key) {
    return seconds.containsKey(key)
        ? String.format(Locale.ROOT, "%.1f %%", 100 * fraction(seconds, key))
        : "-";
  }
}
