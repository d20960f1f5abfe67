package org.bitline.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileComponentLibraryTest {

  private static final Location HERE = new Location("model.json", "/costs/adc");
  private static final String ROW =
      """
      {
        "format": "bitline/component/1", "name": "adc/flash", "node": "32 nm",
        "parameters": {"bits": {"default": 8, "range": [4, 12], "doc": "Resolution."}},
        "area": {"value": "0.0012 mm^2", "low": "0.001 mm^2", "source": "Table", "basis": "measured"},
        "leakage": {"value": null, "source": "nobody measured it"},
        "actions": {
          "convert": {
            "energy": {"form": "3 * 2^(bits - 8)", "unit": "pJ", "high": "4 * 2^(bits - 8)",
                       "source": "Table", "basis": "published"},
            "per": "conversion"}}}
      """;

  @TempDir Path home;
  private FileComponentLibrary library;

  @BeforeEach
  void install() throws IOException {
    write("adc/flash", ROW);
    write("dac/ladder", ROW.replace("adc/flash", "dac/ladder"));
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

  @Test
  void aRowIsEvaluatedForTheParametersAskedFor() {
    Component adc = component("adc/flash", Map.of("bits", 10L));
    assertEquals("adc/flash", adc.name());
    assertEquals(1.2e-9, adc.area().nominal(), 1e-24);
    assertEquals(1.0e-9, adc.area().low(), 1e-24);
    assertEquals(1.2e-9, adc.area().high(), 1e-24);
    assertEquals("measured", adc.area().basis());
    assertEquals(12e-12, adc.action("convert").energy().nominal(), 1e-26);
    assertEquals(16e-12, adc.action("convert").energy().high(), 1e-26);
    assertEquals("conversion", adc.action("convert").per());
  }

  @Test
  void aNumberThatNobodyKnowsIsUnknownAndALatencyThatIsNotGivenIsNone() {
    Component adc = component("adc/flash", Map.of());
    assertFalse(adc.leakage().known());
    assertEquals("nobody measured it", adc.leakage().source());
    assertTrue(adc.action("convert").latency().known());
    assertEquals(0, adc.action("convert").latency().nominal());
  }

  @Test
  void rowsAreNamedByTheirPath() {
    assertEquals(List.of("adc/flash", "dac/ladder"), library.names());
  }

  @Test
  void aFileBesideTheDeviceModelIsARowOfItsOwn() throws IOException {
    Path folder = Files.createDirectories(home.resolve("mine"));
    Files.writeString(folder.resolve("adc.json"), ROW.replace("adc/flash", "my adc"));
    assertEquals("my adc", library.component("adc.json", Map.of(), HERE, folder).name());
  }

  @Test
  void anUnknownRowIsNamedWithTheNearestOnes() {
    assertEquals(
        "model.json#/costs/adc: the cost library has no component \"adc/flsh\". Known are"
            + " adc/flash, dac/ladder. Or give the path of a component file that ends with .json.",
        refusal("adc/flsh", Map.of()));
  }

  @Test
  void aRowOutsideTheLibraryCannotBeReachedByItsName() {
    assertTrue(refusal("../../x", Map.of()).contains("has no component \"../../x\""));
  }

  @Test
  void aMissingFileIsNamed() {
    String message = refusal("gone.json", Map.of());
    assertTrue(message.contains("there is no component file " + home.resolve("gone.json")));
  }

  @Test
  void anUnknownParameterIsRefused() {
    assertEquals(
        "model.json#/costs/adc: component adc/flash has no parameter \"bit\". Known are bits.",
        refusal("adc/flash", Map.of("bit", 8L)));
  }

  @ParameterizedTest
  @CsvSource({"3", "12.5", "NaN"})
  void aParameterOutsideItsRangeIsRefused(String bits) {
    assertEquals(
        "model.json#/costs/adc: parameter \"bits\" of component adc/flash is "
            + bits
            + "; it must be a number from 4 to 12.",
        refusal("adc/flash", Map.of("bits", Double.valueOf(bits))));
  }

  @Test
  void aParameterThatIsNoNumberIsRefused() {
    assertTrue(refusal("adc/flash", Map.of("bits", "8")).contains("is \"8\"; it must be a number"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0012 mm^2| 16 mV| /area/value: \"16 mV\" is not in a unit of the right kind",
        "0.0012 mm^2| -1 mm^2| /area/value: \"-1 mm^2\" gives -1.0E-6; areas, powers",
        "0.001 mm^2| 0.1 mm^2| /area: low <= number <= high must hold",
        "\"pJ\"| \"mV\"| /actions/convert/energy/unit: \"1 mV\" is not in a unit of the right kind",
        "\"unit\": \"pJ\",| | /actions/convert/energy: a form needs a \"unit\", e.g. \"pJ\".",
        "3 * 2^(bits| 3 * 2^((bits| /actions/convert/energy/form: the form",
        "3 * 2^(bits - 8)| 3 / (bits - 8)| /actions/convert/energy/form: the form",
        "\"form\": \"3| \"value\": \"3 pJ\", \"form\": \"3| a number is a \"value\" or a \"form\", not",
        "\"measured\"| \"guessed\"| /area/basis: \"guessed\" is no basis; it must be measured",
        ", \"basis\": \"measured\"| | /area/basis: a basis is missing; it must be measured",
        "\"Table\", \"basis\": \"measured\"| \" \", \"basis\": \"measured\"| every number has a source",
        "null| null, \"high\": \"1 mW\"| /leakage: a number with unit, low or high needs",
        "[4, 12]| [12, 4]| /parameters/bits/range: a range is two numbers",
        "\"default\": 8| \"default\": 3| /parameters/bits/default: the default must be",
        "\"doc\"| \"docs\"| /parameters/bits: unknown key \"docs\". A parameter has",
        "{\"default\": 8, \"range\": [4, 12], \"doc\": \"Resolution.\"}| 8| /parameters/bits: a parameter is an object",
        "adc/flash| adc/other| /name: this file is the row adc/flash by its place, but calls"
      })
  void aDamagedFileIsRefusedAtItsPlace(String found, String replacement, String message)
      throws IOException {
    String text =
        ROW.replaceFirst(
            java.util.regex.Pattern.quote(found.trim()),
            java.util.regex.Matcher.quoteReplacement(
                replacement == null ? "" : replacement.trim()));
    assertFalse(text.equals(ROW));
    write("adc/flash", text);
    String refusal = refusal("adc/flash", Map.of());
    assertTrue(refusal.contains(message), refusal);
    assertTrue(refusal.contains("adc/flash.json"), refusal);
  }

  @Test
  void checkLooksAtTheEndsOfEveryRange() throws IOException {
    Path file =
        write(
            "adc/pole",
            ROW.replace("adc/flash", "adc/pole").replace("3 * 2^(bits - 8)", "3 / (bits - 4)"));
    String message = assertThrows(InputProblem.class, () -> library.check(file)).getMessage();
    assertTrue(message.contains("/actions/convert/energy/form"), message);
    assertTrue(message.endsWith("This happens where bits is 4.0."), message);
  }
}
