package org.bitline.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitline.api.result.Result.OperationOutcome;
import org.bitline.api.result.Result.Run;

/**
 * What the kinds of operations take: energy without leakage, and the sum of their times, which may
 * overlap in the run. One column a run.
 */
final class KindTable {

  private static final int DIGITS = 3;

  private record Taken(double joules, double seconds) {
    Taken plus(Taken other) {
      return new Taken(joules + other.joules, seconds + other.seconds);
    }

    @Override
    public String toString() {
      return Engineering.withPrefix(joules, DIGITS, "J")
          + ", "
          + Engineering.withPrefix(seconds, DIGITS, "s");
    }
  }

  private KindTable() {}

  static String of(List<Run> runs) {
    List<String> head = new ArrayList<>(List.of(""));
    List<Map<String, Taken>> columns = new ArrayList<>();
    Set<String> kinds = new LinkedHashSet<>();
    for (Run run : runs) {
      head.add(run.name());
      Map<String, Taken> column = new LinkedHashMap<>();
      for (OperationOutcome o : run.operations()) {
        column.merge(o.kind(), new Taken(o.energyJoules(), o.latencySeconds()), Taken::plus);
      }
      columns.add(column);
      kinds.addAll(column.keySet());
    }
    List<List<String>> rows = new ArrayList<>();
    for (String kind : kinds.stream().sorted().toList()) {
      List<String> row = new ArrayList<>(List.of(kind));
      columns.forEach(c -> row.add(c.containsKey(kind) ? c.get(kind).toString() : "-"));
      rows.add(row);
    }
    return TextTable.of(head, rows);
  }
}
