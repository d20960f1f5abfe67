package org.bitline.report;

import java.util.Locale;
import java.util.function.DoubleFunction;

/** The totals of a run, as a table shows them. */
enum Total {
  LATENCY("latency_s", v -> Engineering.withPrefix(v, "s")),
  ENERGY("energy_J", v -> Engineering.withPrefix(v, "J")),
  AREA("area_mm2", v -> Engineering.plain(v) + " mm^2"),
  THROUGHPUT("throughput_per_s", v -> Engineering.plain(v) + " /s");

  private final String key;
  private final DoubleFunction<String> text;

  Total(String key, DoubleFunction<String> text) {
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

  String text(double value) {
    return text.apply(value);
  }
}
