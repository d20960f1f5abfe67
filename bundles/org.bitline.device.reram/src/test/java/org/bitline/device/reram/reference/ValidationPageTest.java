package org.bitline.device.reram.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitline.device.reram.Shipped;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/validation.md is what the suite computes. With {@code -Dbitline.docs.write} the
 * test writes it anew.
 */
class ValidationPageTest {

  private static final Path PAGE = Shipped.HOME.resolve("docs/validation.md");
  private static final String BEGIN = "<!-- made by ValidationPageTest: begin -->\n";
  private static final String END = "<!-- made by ValidationPageTest: end -->\n";

  private static final Map<String, String> CHIPS =
      Map.of(
          "neurram-2022-reram-130nm", "NeuRRAM (`reram/neurram`)",
          "xue-2020-reram-22nm-2mb", "Xue 2020 (`reram/xue-2020`)",
          "hermes-core-2021-pcm-14nm", "HERMES core (`reram/hermes-core`)",
          "jia-2020-sram-65nm", "Jia 2020 (`reram/jia-2020`)");

  private static String table(List<Comparison> comparisons) {
    List<String> lines = new ArrayList<>();
    lines.add("| chip | quantity | measured | ours | ours, % | peer's % | mode | verdict |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (Comparison c : comparisons) {
      boolean order = c.computed().isEmpty() && !c.note().startsWith("not modelled");
      List<String> cells =
          List.of(
              CHIPS.get(c.chip()),
              "`" + c.entry() + "`",
              order ? "" : Comparison.number(c.measured()) + " " + c.unit(),
              c.computed().map(Comparison::number).orElse(""),
              c.percent().map(p -> p.replace(" %", "")).orElse(""),
              c.peer(),
              c.mode() + tolerance(c),
              c.status() + (c.note().isEmpty() ? "" : ": " + c.note()));
      lines.add("| " + String.join(" | ", cells) + " |");
    }
    return String.join("\n", lines) + "\n";
  }

  private static String tolerance(Comparison c) {
    return c.tolerance() == 0 ? "" : String.format(Locale.ROOT, ", %.0f %%", 100 * c.tolerance());
  }

  @Test
  void theTableIsWhatTheSuiteComputes() throws IOException {
    String made =
        table(SiliconReferenceSuiteTest.suite().compare(SiliconReferenceSuiteTest.file()));
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    if (System.getProperty("bitline.docs.write") != null) {
      Files.writeString(PAGE, page.substring(0, from) + made + page.substring(to));
      return;
    }
    assertEquals(made, page.substring(from, to));
  }
}
