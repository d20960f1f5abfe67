package org.bitline.cost.reference;

import java.util.Map;
import java.util.TreeMap;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;

/** A paper's table of components, added up again. */
record PublishedCase() implements CaseKind {

  private static final String KIND = "published component table, re-add test";
  private static final double TOLERANCE = 1e-3;
  private static final double ROUTER_SHARE = 0.25;

  /** Power in mW and area in mm². */
  private record Sum(double milliwatts, double squareMillimetres) {

    Sum plus(Sum other) {
      return new Sum(milliwatts + other.milliwatts, squareMillimetres + other.squareMillimetres);
    }

    Sum times(double count) {
      return new Sum(milliwatts * count, squareMillimetres * count);
    }
  }

  @Override
  public CaseOutcome run(String id, Golden golden, Golden file) {
    if (!file.member("meta").has("kind") || !file.member("meta").text("kind").equals(KIND)) {
      return new CaseOutcome(id, Status.SKIP, "informational: no table of components to add up");
    }
    Map<String, Double> sums = sums(golden);
    Comparison comparison = new Comparison();
    Golden expected = golden.member("expected");
    for (String key : expected.keys()) {
      Double sum = sums.get(key);
      if (sum == null) {
        return new CaseOutcome(id, Status.FAIL, "there is no sum " + key + ": " + sums.keySet());
      }
      comparison.field(key, expected.number(key), sum, TOLERANCE);
    }
    return comparison.outcome(id, "");
  }

  private static Map<String, Double> sums(Golden golden) {
    int imas = golden.integer("imas_per_tile");
    int tiles = golden.integer("tiles_per_chip");
    Sum ima = added(golden.member("ima_components"));
    Sum digital = added(golden.member("tile_components"));
    Sum tile = ima.times(imas).plus(digital);
    Golden link = golden.member("hypertransport");
    Sum links = new Sum(link.number("power_W") * 1e3, link.number("area_mm2"));
    Map<String, Double> sums = new TreeMap<>();
    put(sums, "ima", ima, "mW", 1);
    put(sums, "ima" + imas, ima.times(imas), "mW", 1);
    put(sums, "tile_digital", digital, "mW", 1);
    put(sums, "tile", tile, "mW", 1);
    put(sums, "tiles" + tiles, tile.times(tiles), "W", 1e-3);
    put(sums, "chip", tile.times(tiles).plus(links), "W", 1e-3);
    return sums;
  }

  private static void put(
      Map<String, Double> sums, String name, Sum sum, String unit, double factor) {
    sums.put(name + "_power_" + unit, sum.milliwatts() * factor);
    sums.put(name + "_area_mm2", sum.squareMillimetres());
  }

  /** Four tiles share a router. */
  private static Sum added(Golden components) {
    Sum sum = new Sum(0, 0);
    for (Golden component : components.elements()) {
      double share = component.text("component").equals("router") ? ROUTER_SHARE : 1;
      Sum one = new Sum(component.number("power_mW_all"), component.number("area_mm2_all"));
      sum = sum.plus(one.times(share));
    }
    return sum;
  }
}
