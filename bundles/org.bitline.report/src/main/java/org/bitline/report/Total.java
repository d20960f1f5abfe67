package org.bitline.report;

import java.util.List;
import java.util.Locale;

/** The totals of a run, as a table shows them. */
enum Total {
  LATENCY("latency_s", (v, d) -> Engineering.withPrefix(v, d, "s")),
  ENERGY("energy_J", (v, d) -> Engineering.withPrefix(v, d, "J")),
  AREA("area_mm2", (v, d) -> Engineering.plain(v, d) + " mm^2"),
  THROUGHPUT("throughput_per_s", (v, d) -> Engineering.plain(v, d) + " /s"),
  /** Of cells, per inference: shown where cells are written while running. */
  WRITES("writes_per_inference", (v, d) -> Engineering.plain(v, d)),
  /** Of the most-written cell: shown where cells are written while running. */
  LIFETIME(
      "lifetime_s",
      (v, d) ->
          v < Total.DAY
              ? Engineering.withPrefix(v, d, "s")
              : Engineering.plain(v / Total.DAY, d) + " d");

  private static final double DAY = 86400;

  /** Those that every result has. */
  static final List<Total> ALWAYS = List.of(LATENCY, ENERGY, AREA, THROUGHPUT);

  private final String key;
  private final Text text;

  Total(String key, Text text) {
    this.key = key;
    this.text = text;
  }

  /** Its key in a result's totals. */
  String key() {
    return key;
  }

  /** Its name in a descriptor's metrics. */
  String metric() {
    return name().toLowerCase(Locale.ROOT);
  }

  String text(double value, int digits) {
    return text.of(value, digits);
  }

  private interface Text {
    String of(double value, int digits);
  }
}
