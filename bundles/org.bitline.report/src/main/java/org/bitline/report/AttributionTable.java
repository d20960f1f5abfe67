package org.bitline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bitline.api.result.Result.Attribution;
import org.bitline.api.result.Result.Setting;
import org.bitline.api.result.Result.Statistic;

/**
 * What each non-ideality of a device costs, one row each, in the order in which a signal meets
 * them.
 */
final class AttributionTable {

  private AttributionTable() {}

  /** How a setting is called in files and tables. */
  static String name(Setting setting) {
    return setting.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The table of one run.
   *
   * @param attribution not empty
   */
  static String of(List<Attribution> attribution) {
    SortedSet<String> metrics = new TreeSet<>();
    attribution.forEach(a -> metrics.addAll(a.accuracy().keySet()));
    List<String> head = new ArrayList<>(List.of("device", "non-ideality", "setting", "SNR [dB]"));
    head.addAll(metrics);
    List<List<String>> rows = new ArrayList<>();
    for (Attribution a : attribution) {
      List<String> row = new ArrayList<>();
      row.add(a.device());
      row.add(
          switch (a.setting()) {
            case ALL -> "(all)";
            case NONE -> "(none)";
            default -> a.nonIdeality();
          });
      row.add(name(a.setting()));
      row.add(a.snrDb().map(Engineering::ratio).orElse("exact"));
      for (String metric : metrics) {
        row.add(
            Optional.ofNullable(a.accuracy().get(metric)).map(AttributionTable::text).orElse("-"));
      }
      rows.add(row);
    }
    return TextTable.of(head, rows);
  }

  private static String text(Statistic statistic) {
    String mean = Engineering.plain(statistic.mean());
    return statistic.trials() > 1 ? mean + " ± " + Engineering.ratio(statistic.std()) : mean;
  }
}
