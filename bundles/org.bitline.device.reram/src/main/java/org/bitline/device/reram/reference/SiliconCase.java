package org.bitline.device.reram.reference;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A case of family {@code silicon}: what is published of a chip, and what is to be compared.
 *
 * @param json the case
 * @param measured entries by name, in the file's order
 * @param calibration points (prefixes of entries) that may be used to fit
 */
record SiliconCase(Golden json, Map<String, Entry> measured, List<String> calibration) {

  /**
   * A published number.
   *
   * @param suspect why it is printed and not judged
   */
  record Entry(String name, double value, String unit, Optional<String> suspect) {}

  /** Entries whose name matches {@code quantity} are compared in a mode. */
  record Rule(String quantity, String mode, double tolerance) {

    boolean matches(String entry) {
      String pattern = Pattern.quote(quantity).replace("*", "\\E.*\\Q");
      return entry.matches(pattern);
    }
  }

  static SiliconCase of(Golden json) {
    Map<String, Entry> measured = new LinkedHashMap<>();
    Golden entries = json.member("measured");
    for (Iterator<String> names = entries.json().fieldNames(); names.hasNext(); ) {
      String name = names.next();
      Golden entry = entries.member(name);
      if (entry.json().path("value").isNumber()) {
        Optional<String> suspect =
            entry.has("suspect") ? Optional.of(entry.text("suspect")) : Optional.empty();
        measured.put(
            name, new Entry(name, entry.number("value"), unit(entry.text("unit")), suspect));
      }
    }
    List<String> points = new ArrayList<>();
    json.json().path("calibration").path("points").forEach(point -> points.add(point.asText()));
    return new SiliconCase(json, measured, points);
  }

  private static String unit(String text) {
    return text.split(",")[0].split(" at ")[0];
  }

  String id() {
    return json.text("id");
  }

  String kind() {
    return json.text("kind");
  }

  double config(String key) {
    return json.member("config").number(key);
  }

  double value(String entry) {
    Entry found = measured.get(entry);
    if (found == null) {
      throw json.problem("measured", "the entry \"" + entry + "\" is wanted here.");
    }
    return found.value();
  }

  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < json.json().path("compare").size(); i++) {
      Golden rule =
          new Golden(json.where().member("compare").element(i), json.json().get("compare").get(i));
      rules.add(
          new Rule(
              rule.text("quantity"), rule.text("mode"), rule.number("tolerance_percent", 0) / 100));
    }
    return rules;
  }

  /** Whether an entry belongs to a calibration point. */
  boolean calibrates(String entry) {
    return calibration.stream().anyMatch(point -> entry.startsWith(point + "."));
  }

  /** What published models are off by, e.g. {@code "CiMLoop -2.7 %"}. */
  String peer(String entry) {
    List<String> peers = new ArrayList<>();
    for (var peer : json.json().path("peer_model")) {
      if (peer.path("quantity").asText().equals(entry)) {
        double percent =
            peer.has("error_percent")
                ? peer.get("error_percent").asDouble()
                : 100 * (peer.path("ratio").asDouble() - 1);
        String tool = peer.path("tool").asText().split(" \\(")[0];
        peers.add(String.format(Locale.ROOT, "%s %+.1f %%", tool, percent));
      }
    }
    return String.join(", ", peers);
  }
}
