package org.bitline.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.bitline.cost.form.NodeScaling;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, tables, parts, choices, units and nodes of component files. */
class ComponentFormatTest {

  private static final Location HERE = new Location("model.json", "/costs/x");

  /** A memory of points, in two variants; the large one's leakage is not known. */
  private static final String MEMORY =
      """
      {
        "format": "bitline/component/1", "name": "m/points", "node": "32 nm", "scales": "digital",
        "parameters": {
          "kind": {"default": "slow", "choices": ["slow", "fast"]},
          "bytes": {"default": "2 KiB", "range": ["1 KiB", "1 MiB"], "unit": "B"}},
        "let": {"half": "read / 2", "band": "IF(read_step > 1, 0.1, 0)"},
        "tables": {"points": {
          "columns": ["kind", "bytes", "read", "leak"], "keys": ["kind"], "along": "bytes",
          "rows": [["slow", 16384, 8, "unknown"], ["slow", 1024, 2, 1], ["slow", 4096, 4, 2],
                   ["fast", 1024, 1, 1]],
          "source": "a test"}},
        "area": {"form": "half", "unit": "um^2", "source": "a test", "basis": "measured"},
        "leakage": {"form": "leak", "unit": "uW", "source": "a test", "basis": "measured"},
        "actions": {"read": {"energy": {"form": "read", "unit": "pJ", "low": "nominal * (1 - band)",
          "high": "nominal * (1 + band)", "source": "a test", "basis": "measured"}, "per": "bit"}}}
      """;

  private static final String MACRO =
      """
      {
        "format": "bitline/component/1", "name": "m/macro", "node": "32 nm",
        "parameters": {"banks": {"default": 2, "range": [-4, 16]},
                       "size": {"default": 1024, "range": [1024, 4096]}},
        "parts": {"bank": {"component": "m/points", "set": {"bytes": "size", "kind": "slow"}}},
        "area": {"sum": {"bank": "banks"}, "source": "its banks"},
        "leakage": {"sum": {"bank": "banks"}, "source": "its banks"},
        "actions": {"read": {"energy": {"sum": {"bank/read": "banks / 2"}, "source": "half its banks"},
          "per": "bit"}}}
      """;

  @TempDir Path home;
  private FileComponentLibrary library;

  @BeforeEach
  void install() throws IOException {
    write("m/points", MEMORY);
    write("m/macro", MACRO);
    library = TestLibrary.of(home);
  }

  private Path write(String name, String text) throws IOException {
    Path file = home.resolve("device-models/components/" + name + ".json");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Component component(String name, Map<String, Object> set) {
    return library.component(name, set, HERE, home);
  }

  private String refusal(String name, Map<String, Object> set) {
    return assertThrows(InputProblem.class, () -> component(name, set)).getMessage();
  }

  private double readPicojoules(Map<String, Object> set) {
    return component("m/points", set).action("read").energy().nominal() * 1e12;
  }

  @Test
  void aPointIsGivenAsItIsAndBetweenTwoTheLogarithmsAreInterpolated() {
    assertEquals(4, readPicojoules(Map.of("bytes", "4 KiB")), 1e-12);
    assertEquals(2 * Math.sqrt(2), readPicojoules(Map.of("bytes", "2048 B")), 1e-12);
    assertEquals(1, readPicojoules(Map.of("bytes", "1 KiB", "kind", "fast")), 1e-12);
    assertEquals(Math.sqrt(2) * 1e-12, component("m/points", Map.of()).area().nominal(), 1e-24);
  }

  @Test
  void aBandMayDependOnHowFarTheInterpolationReaches() {
    assertEquals(
        4e-12,
        component("m/points", Map.of("bytes", "4 KiB")).action("read").energy().high(),
        1e-24);
    var between = component("m/points", Map.of()).action("read").energy();
    assertEquals(0.9 * between.nominal(), between.low(), 1e-24);
    assertEquals(1.1 * between.nominal(), between.high(), 1e-24);
  }

  @Test
  void nothingIsExtrapolated() {
    assertEquals(
        "model.json#/costs/x: component m/points: read of table \"points\" is known for bytes 1024"
            + " to 16384, and not for 32768.",
        refusal("m/points", Map.of("bytes", "32 KiB")));
    assertEquals(
        "model.json#/costs/x: component m/points: read of table \"points\" is known for bytes 1024,"
            + " and not for 2048.",
        refusal("m/points", Map.of("kind", "fast")));
  }

  @Test
  void aNumberOfATableThatNobodyKnowsIsUnknown() {
    Component large = component("m/points", Map.of("bytes", "16 KiB"));
    assertFalse(large.leakage().known());
    assertEquals(8e-12, large.action("read").energy().nominal(), 1e-24);
  }

  @Test
  void aSumAddsItsPartsWithBandBasisAndWords() {
    Component macro = component("m/macro", Map.of("size", 2048, "banks", 3));
    Component bank = component("m/points", Map.of("bytes", "2 KiB"));
    assertEquals(3 * bank.area().nominal(), macro.area().nominal(), 1e-24);
    assertEquals(3 * bank.leakage().nominal(), macro.leakage().nominal(), 1e-18);
    var energy = macro.action("read").energy();
    assertEquals(1.5 * bank.action("read").energy().nominal(), energy.nominal(), 1e-24);
    assertEquals(1.5 * bank.action("read").energy().high(), energy.high(), 1e-24);
    assertEquals("measured", energy.basis());
    assertEquals("half its banks; 1.5 x bank/read", energy.source());
  }

  @Test
  void aSumWithAnUnknownPartIsUnknownAndOneWithoutPartsIsNothing() throws IOException {
    write("m/macro", MACRO.replace("[1024, 4096]", "[1024, 16384]"));
    Component large = component("m/macro", Map.of("size", 16384));
    assertFalse(large.leakage().known());
    assertTrue(large.leakage().source().startsWith("its banks: nobody knows that of bank"));
    Component none = component("m/macro", Map.of("size", 16384, "banks", 0));
    assertTrue(none.leakage().known());
    assertEquals(0, none.leakage().high());
  }

  @Test
  void aNegativeCountIsRefused() {
    assertEquals(
        "device-models/components/m/macro.json#/actions/read/energy/sum/bank~1read: \"banks / 2\" gives"
            + " -0.5; a count is at least 0.",
        refusal("m/macro", Map.of("banks", -1)));
  }

  @Test
  void digitalLogicIsScaledAndItsSourceNamesTheFactor() {
    Component here = component("m/points", Map.of());
    Component there = component("m/points", Map.of("node", "22 nm"));
    assertEquals("22 nm", there.node());
    double area = NodeScaling.area(32, 22);
    double energy = NodeScaling.energy(32, 22, 0.8);
    assertEquals(area * here.area().nominal(), there.area().nominal(), 1e-26);
    assertEquals(energy * here.leakage().nominal(), there.leakage().nominal(), 1e-20);
    assertEquals(
        energy * here.action("read").energy().high(), there.action("read").energy().high(), 1e-26);
    assertEquals("assumed", there.area().basis());
    assertEquals(
        "a test. Times 0.5500 from 32 nm to 22 nm by Stillmaker and Baas 2017.",
        there.area().source());
    assertEquals(here, component("m/points", Map.of("node", "32 nm")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m/points| 5 nm| cannot be scaled from 32 nm to 5 nm: the table of Stillmaker and Baas goes",
        "m/points| 0 nm| a technology node is above 0 nm",
        "m/points| 22 mW| the node: \"22 mW\" is not in a unit of the right kind",
        "m/macro| 22 nm| component m/macro holds at 32 nm alone: it has no form for other nodes"
      })
  void otherNodesAreRefused(String name, String node, String message) {
    String refusal = refusal(name, Map.of("node", node));
    assertTrue(refusal.startsWith("model.json#/costs/x: "), refusal);
    assertTrue(refusal.contains(message), refusal);
  }

  @Test
  void aRowWithoutANodeCannotBeScaledAndItsOwnNodeIsAlwaysAllowed() throws IOException {
    write("m/points", MEMORY.replace("\"32 nm\", \"scales\": \"digital\"", "\"off chip\""));
    assertTrue(
        refusal("m/points", Map.of("node", "22 nm"))
            .contains("component m/points holds at off chip alone"));
    write("m/macro", MEMORY.replace("m/points", "m/macro").replace("32 nm", "180 nm"));
    assertEquals("180 nm", component("m/macro", Map.of("node", "180 nm")).node());
  }

  @Test
  void aRowThatKnowsTheNodeTakesItAsItsOwn() throws IOException {
    write(
        "m/points",
        MEMORY
            .replace(
                "\"parameters\": {",
                "\"parameters\": {\"node\": {\"default\": 32, \"range\": [7, 90]},")
            .replace("\"form\": \"half\"", "\"form\": \"half * node\""));
    Component there = component("m/points", Map.of("node", "22 nm"));
    assertEquals("22 nm", there.node());
    assertEquals(22 * Math.sqrt(2) * 1e-12, there.area().nominal(), 1e-24);
    assertEquals("measured", there.area().basis());
    assertTrue(
        refusal("m/points", Map.of("node", "5 nm")).contains("must be a number from 7 to 90"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind| medium| parameter \"kind\" of component m/points is \"medium\"; it must be one of \"slow\", \"fast\".",
        "bytes| 2 ns| \"2 ns\" is not in a unit of the right kind",
        "bytes| 2 MiB| is \"2 MiB\"; it must be a text such as \"1024 B\" from 1024 to 1048576 B."
      })
  void aParameterIsRefusedByItsChoicesUnitAndRange(String name, String value, String message) {
    String refusal = refusal("m/points", Map.of(name, value));
    assertTrue(refusal.contains(message), refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m/points| \"half\": \"read / 2\"| \"half\": \"2 * half\"| \"half\" is defined by itself: half, half",
        "m/points| \"half\": \"read / 2\"| \"read\": \"2\"| \"read\" is the name of two things",
        "m/points| \"half\": \"read / 2\"| \"nominal\": \"2\"| \"nominal\" is the name of two things",
        "m/points| read / 2| red / 2| /let/half: the form \"red / 2\" uses red, which is no parameter",
        "m/points| \"half\": \"read / 2\"| \"half\": \"read / 0\"| /let/half: the form \"read / 0\" cannot be",
        "m/points| [\"slow\", 1024, 2, 1]| [\"slow\", 1024, 2]| /tables/points/rows/1: this row has 3 entries",
        "m/points| [\"slow\", 1024, 2, 1]| [\"slow\", 4096, 2, 1]| an earlier row has the same keys",
        "m/points| [\"slow\", 1024, 2, 1]| [\"slow\", 1024, 0, 1]| column \"read\" holds numbers above 0",
        "m/points| \"keys\": [\"kind\"]| \"keys\": [\"kid\"]| \"kid\" is no column. The nearest known names are kind",
        "m/points| 1]],| 1]], \"sauce\": \"\",| unknown key \"sauce\"",
        "m/points| \"source\": \"a test\"}}| \"source\": \"\"}}| /tables/points/source: a table has a source",
        "m/points| [\"slow\", \"fast\"]}| [\"slow\", 2]}| /parameters/kind/choices: choices are a list of texts",
        "m/points| \"default\": \"slow\"| \"default\": \"idle\"| /parameters/kind/default: the default must be one of",
        "m/points| \"digital\"| \"analog\"| /scales",
        "m/macro| \"sum\": {\"bank\": \"banks\"}, \"source\": \"its banks\"}| \"sum\": {\"bnk\": \"banks\"}, \"source\": \"its banks\"}| there is no part \"bnk\". Known are bank.",
        "m/macro| bank/read| bank/write| component m/points has no action \"write\". Known are read.",
        "m/macro| bank/read| bank| energies and latencies are summed over actions: write part/action.",
        "m/macro| \"source\": \"its banks\"| \"source\": \"its banks\", \"basis\": \"measured\"| a \"sum\" stands alone",
        "m/macro| \"component\": \"m/points\"| \"component\": \"m/macro\"| component m/macro is made of itself: m/macro, m/macro.",
        "m/macro| \"component\": \"m/points\"| \"component\": \"m/point\"| /parts/bank/component: the cost library has no component \"m/point\"",
        "m/macro| \"bytes\": \"size\"| \"byte\": \"size\"| /parts/bank: component m/points has no parameter \"byte\""
      })
  void aDamagedFileIsRefusedWithASentence(
      String name, String found, String replacement, String message) throws IOException {
    String text = name.equals("m/points") ? MEMORY : MACRO;
    assertTrue(text.contains(found), found);
    write(
        name,
        text.replaceFirst(
            java.util.regex.Pattern.quote(found),
            java.util.regex.Matcher.quoteReplacement(replacement)));
    String refusal = refusal(name, Map.of());
    assertTrue(refusal.contains(message), refusal);
    assertTrue(refusal.contains(name + ".json"), refusal);
  }

  @Test
  void aCircleThroughAnotherRowIsRefused() throws IOException {
    write(
        "m/inner",
        MACRO
            .replace("m/macro", "m/inner")
            .replace("m/points", "m/macro")
            .replace("{\"bytes\": \"size\", \"kind\": \"slow\"}", "{}")
            .replace("bank/read", "bank/read"));
    write(
        "m/macro",
        MACRO
            .replace("m/points", "m/inner")
            .replace("{\"bytes\": \"size\", \"kind\": \"slow\"}", "{}"));
    assertTrue(
        refusal("m/inner", Map.of())
            .contains("component m/inner is made of itself: m/inner, m/macro, m/inner. Break"));
  }

  @Test
  void checkLooksAtEveryChoiceAndForgivesPlacesOffATable() throws IOException {
    Path file =
        write("m/points", MEMORY.replace("\"default\": \"2 KiB\"", "\"default\": \"1 KiB\""));
    library.check(file);
    Path bad =
        write(
            "m/bad",
            MEMORY
                .replace("m/points", "m/bad")
                .replace("\"form\": \"half\"", "\"form\": \"IF(kind == \\\"fast\\\", 0 - 1, 1)\"")
                .replace("\"default\": \"2 KiB\"", "\"default\": \"1 KiB\""));
    String message = assertThrows(InputProblem.class, () -> library.check(bad)).getMessage();
    assertTrue(message.endsWith("This happens where kind is fast."), message);
  }
}
