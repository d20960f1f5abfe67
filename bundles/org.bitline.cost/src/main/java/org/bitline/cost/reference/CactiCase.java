package org.bitline.cost.reference;

import java.util.Locale;
import java.util.Map;
import org.bitline.api.device.Component;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;

/** Memories by points of CACTI 7. */
record CactiCase(Prices prices) implements CaseKind {

  private static final String ROW = "memory/cacti";
  private static final double TOLERANCE = 0.2;
  private static final double AREA_TOLERANCE = 0.35;
  private static final double KELVIN = 300;

  @Override
  public CaseOutcome run(String id, Golden golden, Golden file) {
    if (golden.number("temp_K") != KELVIN) {
      return new CaseOutcome(id, Status.SKIP, "outside the library: its points are at 300 K");
    }
    String cell = golden.text("cell_type");
    Map<String, Object> set =
        Map.of(
            "cell",
            cell.startsWith("lp-dram") ? "lp-dram" : cell,
            "node",
            Math.rint(golden.number("tech_um") * 1e6) / 1e3,
            "bus",
            golden.number("bus_bits"),
            "banks",
            golden.number("banks"),
            "bytes",
            golden.number("size_bytes"));
    try {
      return compare(id, golden, set);
    } catch (Refusal e) {
      return new CaseOutcome(id, Status.SKIP, "outside the library: " + e.getMessage());
    }
  }

  private CaseOutcome compare(String id, Golden golden, Map<String, Object> set) {
    Component memory = prices.component(ROW, set);
    Component.Action read = memory.action("read");
    double nanojoules = read.energy().nominal() * golden.number("bus_bits") * 1e9;
    double step = prices.value(ROW, set, "read_step");
    return new Comparison()
        .field("read_nJ", golden.number("read_nJ"), nanojoules, TOLERANCE)
        .field("access_ns", golden.number("access_ns"), read.latency().nominal() * 1e9, TOLERANCE)
        .field("area_mm2", golden.number("area_mm2"), memory.area().nominal() * 1e6, AREA_TOLERANCE)
        .outcome(
            id,
            step == 1
                ? ", a point of the library"
                : String.format(Locale.ROOT, ", interpolated over a factor of %.0f in size", step));
  }
}
