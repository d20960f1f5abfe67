package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.junit.jupiter.api.Test;

/** Wrong numbers in a device model are refused with the file, the place and what is allowed. */
class BadModelsTest {

  private static ReramParameters read(Map<String, Object> parameters) {
    Location at = new Location("bad.json", "/parameters");
    return Shipped.reader().bind(new Section(at, Path.of("."), parameters), ReramParameters.class);
  }

  private static void refused(
      String part, String key, Object value, String pointer, List<String> sentence) {
    InputProblem problem =
        assertThrows(InputProblem.class, () -> read(Map.of(part, Map.of(key, value))));
    assertTrue(problem.getMessage().startsWith("bad.json#" + pointer), problem.getMessage());
    for (String words : sentence) {
      assertTrue(problem.getMessage().contains(words), problem.getMessage());
    }
  }

  @Test
  void numbersOutOfRangeAreNamedWithTheirPlace() {
    refused("adc", "bits", 40L, "/parameters/adc/bits", List.of("40", "16"));
    refused("adc", "bits", -1L, "/parameters/adc/bits", List.of("-1", "2"));
    refused("adc", "bits", 0L, "/parameters/adc/bits", List.of("0", "2"));
    refused("adc", "bits", 1L, "/parameters/adc/bits", List.of("1", "2"));
    refused("adc", "model", "perfect", "/parameters/adc/model", List.of("sign-magnitude", "ideal"));
    refused("wires", "row", "-5 ohm", "/parameters/wires/row", List.of("-5 ohm", "0"));
    refused("weights", "slices", 9L, "/parameters/weights/slices", List.of("9", "8"));
    refused("faults", "stuckLow", 1.5, "/parameters/faults/stuckLow", List.of("1.5", "1"));
    refused(
        "cell",
        "minConductance",
        "600 uS",
        "/parameters/cell",
        List.of("the smallest must be below the largest"));
    refused("cell", "conduction", "cubic", "/parameters/cell/conduction", List.of("ohmic", "milo"));
    refused("adc", "range", "auto", "/parameters/adc/range", List.of("granular", "from-data"));
  }

  @Test
  void anIdealConverterIsAModelOfItsOwn() {
    assertEquals(0, read(Map.of("adc", Map.of("model", "ideal"))).adc().resolution());
    assertEquals(8, read(Map.of()).adc().resolution());
  }
}
