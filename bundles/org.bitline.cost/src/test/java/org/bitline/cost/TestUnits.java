package org.bitline.cost;

import java.math.BigDecimal;
import java.util.Map;
import org.bitline.api.unit.QuantityParser;

/** The units that these tests use. */
final class TestUnits implements QuantityParser {

  private record Unit(String si, String factor) {}

  private static final Map<String, Unit> UNITS =
      Map.ofEntries(
          Map.entry("mm^2", new Unit("m^2", "1e-6")),
          Map.entry("um^2", new Unit("m^2", "1e-12")),
          Map.entry("W", new Unit("W", "1")),
          Map.entry("mW", new Unit("W", "1e-3")),
          Map.entry("uW", new Unit("W", "1e-6")),
          Map.entry("nJ", new Unit("J", "1e-9")),
          Map.entry("pJ", new Unit("J", "1e-12")),
          Map.entry("mV", new Unit("V", "1e-3")),
          Map.entry("ns", new Unit("s", "1e-9")));

  @Override
  public double parse(String text, String unit) {
    String[] parts = text.split(" ");
    Unit found = parts.length == 2 ? UNITS.get(parts[1]) : null;
    if (found == null || !found.si().equals(unit)) {
      throw new IllegalArgumentException("\"" + text + "\" is no quantity in " + unit + ".");
    }
    return new BigDecimal(parts[0]).multiply(new BigDecimal(found.factor())).doubleValue();
  }
}
