package org.bitline.cost.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bitline.api.base.InputProblem;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;
import org.bitline.cost.TestLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostReferenceSuiteTest {

  private static final String SAR =
      """
      {"cases": [{"case": "small", "layers": [
         {"matrix": "q", "rows_K": 20, "cols_N": 10, "input_vectors": 2}],
       "params": {"memcelltype": 2, "accesstype": 1, "deviceroadmap": 2, "SARADC": "true",
         "technode": 22, "numColSubArray": 128, "numRowSubArray": 128, "numRowParallel": 128,
         "numColMuxed": 8, "levelOutput": 32, "cellBit": 2, "resistanceOn": "100e3",
         "resistanceOff": "100e3*17", "temp_K": 300},
       "energy_pJ": {"adc": 1}}]}
      """;

  private final CostReferenceSuite suite = new CostReferenceSuite(TestLibrary.product());
  @TempDir Path folder;

  private List<CaseOutcome> run(Path file) {
    List<CaseOutcome> outcomes = new ArrayList<>();
    suite.run(file, outcomes::add);
    return outcomes;
  }

  private CaseOutcome one(String name, String json) throws IOException {
    List<CaseOutcome> outcomes = run(Files.writeString(folder.resolve(name + ".json"), json));
    assertEquals(1, outcomes.size());
    return outcomes.get(0);
  }

  @Test
  void everyComparedCasePasses() throws IOException {
    String golden = System.getProperty("bitline.golden.cost", "");
    assumeTrue(
        !golden.isEmpty(), "-Dbitline.golden.cost names no folder of reference cases: skipped");
    List<CaseOutcome> outcomes = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(golden))) {
      files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .forEach(file -> outcomes.addAll(run(file)));
    }
    assertTrue(outcomes.stream().anyMatch(o -> o.status() == Status.PASS));
    assertEquals(List.of(), outcomes.stream().filter(o -> o.status() == Status.FAIL).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "adc_regression| {'bits': 4, 'tech_nm': 7, 'rate_per_adc_Hz': 1e7,"
            + " 'energy_pJ_per_convert': 0.05304349409264876, 'area_um2': 203.03754559321723}",
        "tech_scaling| {'from_nm': 3, 'to_nm': 3, 'area': 1, 'energy': 1, 'energy_vdd1': 1,"
            + " 'latency': 1}",
        "component_library| {'component': 'IsaacADC', 'params': {'tech_node': 2.2e-8,"
            + " 'resolution': 8}, 'area_um2': 660, 'leak_W': 0, 'actions': {'read': {'energy_pJ':"
            + " 0.7434398789, 'latency_ns': 0.5729166667}, 'write': {'energy_pJ': 0, 'latency_ns':"
            + " 0}}}",
        "cacti7| {'size_bytes': 65536, 'tech_um': 0.032, 'bus_bits': 256, 'banks': 1, 'cell_type':"
            + " 'itrs-hp', 'temp_K': 300, 'access_ns': 0.392448, 'read_nJ': 0.0236644, 'area_mm2':"
            + " 0.100681}"
      })
  void aCaseThatIsRightPassesAndOneThatIsWrongFails(String name, String json) throws IOException {
    String right = json.replace('\'', '"');
    assertEquals(Status.PASS, one(name, right).status(), one(name, right).detail());
    String wrong = right.replaceFirst("(energy_pJ|area_um2|area|read_nJ)(\\w*\": )0?\\.?", "$1$29");
    assertEquals(Status.FAIL, one(name, wrong).status(), wrong);
  }

  @ParameterizedTest
  @CsvSource({
    "memcelltype\": 2, memcelltype\": 1, cells other than ReRAM",
    "SARADC\": \"true, SARADC\": \"false, sense amplifiers",
    "numRowParallel\": 128, numRowParallel\": 1, some rows at a time",
    "cellBit\": 2, cellBit\": 4, more than two bits"
  })
  void whatTheFormDoesNotCoverIsSkipped(String found, String replacement, String reason)
      throws IOException {
    CaseOutcome outcome = one("neurosim_v14", SAR.replace(found, replacement));
    assertEquals(Status.SKIP, outcome.status());
    assertTrue(outcome.detail().contains(reason), outcome.detail());
  }

  @Test
  void energyFollowsTheValuesAndIsNeverTakenFromTheFile() throws IOException {
    CaseOutcome outcome = one("neurosim_v14", SAR);
    assertEquals(Status.FAIL, outcome.status());
    assertEquals("neurosim_v14.json/small", outcome.id());
  }

  @Test
  void pointsOffTheLibraryAreSkipped() throws IOException {
    CaseOutcome outcome =
        one(
            "cacti7",
            """
            {"size_bytes": 512, "tech_um": 0.032, "bus_bits": 256, "banks": 1,
             "cell_type": "itrs-lstp", "temp_K": 300, "access_ns": 1, "read_nJ": 1, "area_mm2": 1}
            """);
    assertEquals(Status.SKIP, outcome.status());
    assertTrue(outcome.detail().startsWith("outside the library"), outcome.detail());
  }

  @Test
  void otherFilesAreInformational() throws IOException {
    assertEquals(Status.SKIP, one("mnsim2", "{\"cases\": [{}]}").status());
    assertEquals(Status.SKIP, one("published_x", "{\"meta\": {\"kind\": \"claims\"}}").status());
  }

  @Test
  void aFileThatCannotBeReadIsTold() throws IOException {
    Path broken = Files.writeString(folder.resolve("cacti7.json"), "[1]");
    assertThrows(InputProblem.class, () -> run(broken));
    Path empty = Files.writeString(folder.resolve("tech_scaling.json"), "{\"cases\": [{}]}");
    assertTrue(
        assertThrows(InputProblem.class, () -> run(empty)).getMessage().contains("/cases/0"));
  }

  @Test
  void theGeneratorGivesTheNumbersOfItsDescription() {
    int[][] q = GeneratedLayer.matrix(101, 768, 768, -127);
    assertArrayEquals(new int[] {-24, 17, 25, -7}, Arrays.copyOf(q[0], 4));
    assertArrayEquals(new int[] {-10, 0, 29, -2}, Arrays.copyOf(q[1], 4));
    int[][] x = GeneratedLayer.matrix(201, 768, 1, -128);
    assertArrayEquals(new int[] {7, -49, 61, -3}, new int[] {x[0][0], x[1][0], x[2][0], x[3][0]});
  }

  @Test
  void digitsAndPlanesGiveTheNumbersBack() {
    GeneratedLayer layer =
        new GeneratedLayer(
            GeneratedLayer.matrix(7, 9, 5, -127), GeneratedLayer.matrix(8, 9, 3, -128));
    byte[][] digits = layer.digits(2);
    boolean[][] planes = layer.planes();
    for (int r = 0; r < 9; r++) {
      for (int c = 0; c < 5; c++) {
        int code = 0;
        for (int d = 0; d < 4; d++) {
          code = 4 * code + digits[r][4 * c + d];
        }
        assertEquals(layer.weights()[r][c], code - 128);
      }
      for (int v = 0; v < 3; v++) {
        int value = planes[8 * v][r] ? -128 : 0;
        for (int bit = 1; bit < 8; bit++) {
          value += planes[8 * v + bit][r] ? 128 >> bit : 0;
        }
        assertEquals(layer.inputs()[r][v], value);
      }
    }
    assertFalse(planes.length == 0);
  }
}
