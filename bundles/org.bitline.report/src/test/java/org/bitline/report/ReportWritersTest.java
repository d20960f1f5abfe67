package org.bitline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.InputProblem;
import org.bitline.api.result.Result;
import org.bitline.api.result.Result.Circumstances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportWritersTest {

  private static final Circumstances WHERE =
      new Circumstances(Map.of("wall_s", 12.5, "host", "a", "threads", 2));

  @TempDir Path folder;

  private String resultJson(Result result) throws IOException {
    new ResultJsonWriter().write(result, WHERE, folder);
    return Files.readString(folder.resolve("result.json"));
  }

  @Test
  void resultJsonHoldsTheResultWithUnitsInItsKeys() throws IOException {
    JsonNode root = new ObjectMapper().readTree(resultJson(Samples.result()));
    assertEquals(
        List.of(
            "format",
            "experiment",
            "software",
            "metrics",
            "runs",
            "baseline",
            "comparison",
            "claims"),
        names(root));
    assertEquals("bitline/result/1", root.at("/format").asText());
    assertEquals(42, root.at("/experiment/seed").asLong());
    JsonNode run = root.at("/runs/0");
    assertEquals(
        List.of("area_mm2", "energy_J", "latency_s", "throughput_per_s"), names(run.at("/totals")));
    assertEquals(1.0 / 3, run.at("/totals/energy_J").asDouble());
    assertEquals(0.25, run.at("/breakdown/energy_J/cim~1adc").asDouble());
    assertEquals("area_mm2", run.at("/lowerBounds/0").asText());
    assertEquals("cim: area of link", run.at("/unknown/0").asText());
    assertEquals(1e9, run.at("/endurance/lifetime_s").asDouble());
    assertEquals(16384, run.at("/load/writes").asDouble());
    assertEquals(0.8203, run.at("/accuracy/spearman/reference").asDouble());
    assertFalse(run.at("/accuracy/output-snr").has("reference"));
    assertEquals(20.5, run.at("/operations/0/snr_dB").asDouble());
    assertFalse(root.at("/runs/1/operations/0").has("snr_dB"));
    assertFalse(root.at("/runs/1").has("endurance"));
    assertEquals(3, run.at("/operations/0/facts/stall_cycles").asDouble());
    assertEquals(1e-6, run.at("/timeline/0/end_s").asDouble());
    assertEquals("cim", run.at("/timeline/0/device").asText());
    assertEquals(List.of("a", "b"), names(run.at("/facts/devices/1")));
    assertEquals("reram", root.at("/comparison/0/run").asText());
    assertEquals(0.5, root.at("/comparison/0/against_baseline/latency").asDouble());
    assertEquals("missed", root.at("/claims/0/verdict").asText());
  }

  @Test
  void theCriticalPathIsSummedInThreeWays() throws IOException {
    JsonNode path =
        new ObjectMapper().readTree(resultJson(Samples.result())).at("/runs/0/criticalPath");
    assertEquals(0.5e-6, path.at("/by_cause_s/compute").asDouble());
    assertEquals(0.25e-6, path.at("/by_cause_s/resource").asDouble());
    assertEquals(0.25e-6, path.at("/by_cause_s/idle").asDouble());
    assertEquals(0.75e-6, path.at("/by_device_s/cim").asDouble());
    assertEquals(0.75e-6, path.at("/by_kind_s/static-matmul").asDouble());
    assertEquals("nothing", path.at("/steps/1/next").asText());
    String table = PathTable.of(Samples.result().runs());
    assertTrue(table.lines().anyMatch(l -> l.contains("computing") && l.contains("50.0 %")), table);
    assertTrue(
        table.lines().anyMatch(l -> l.contains("in cim static-matmul") && l.contains("75.0 %")),
        table);
  }

  @Test
  void resultJsonIsValidAgainstItsSchema() throws IOException {
    try (InputStream schema = ResultTree.class.getResourceAsStream("result.schema.json")) {
      Schema rules =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
      String json = resultJson(Samples.result());
      assertEquals(List.of(), rules.validate(json, InputFormat.JSON));
      String damaged = json.replace("\"latency_s\" : 1.2345E-4", "\"latency\" : 1");
      assertEquals(2, rules.validate(damaged, InputFormat.JSON).size());
    }
  }

  @Test
  void factsThatAreNoJsonAreRefusedByTheirPath() {
    Circumstances nested = new Circumstances(Map.of("a", List.of(1, Map.of("b", Double.NaN))));
    assertEquals("result /a/1/b is NaN", refusal(nested));
    assertEquals(
        "result /x is a java.util.BitSet",
        refusal(new Circumstances(Map.of("x", new java.util.BitSet()))));
  }

  private String refusal(Circumstances circumstances) {
    Result result = Samples.result();
    return assertThrows(
            IllegalStateException.class,
            () -> new RunJsonWriter().write(result, circumstances, folder))
        .getMessage();
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void numbersAreWrittenTheSameOnEveryJdk() throws IOException {
    // Double.toString(2e23) is 1.9999999999999998E23 before JDK 19.
    assertTrue(resultJson(Samples.result(2e-3)).contains("\"latency_s\" : 0.002,"));
    assertTrue(resultJson(Samples.result(2e23)).contains("\"latency_s\" : 2.0E23,"));
    assertEquals(resultJson(Samples.result()), resultJson(Samples.result()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void aNumberThatIsNotFiniteIsRefusedAndNothingIsWritten(double latency) {
    Result broken = Samples.result(latency);
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> resultJson(broken));
    assertEquals("result /runs/reram/totals/latency_s is " + latency, e.getMessage());
    assertFalse(Files.exists(folder.resolve("result.json")));
  }

  @Test
  void operationsCsvHasARowPerRunAndOperation() throws IOException {
    new OperationsCsvWriter().write(Samples.result(), WHERE, folder);
    assertEquals(
        """
        run,id,kind,layer,device,start_s,latency_s,energy_J,macs,snr_dB,critical,because
        reram,layer.1.query,static-matmul,1,cim,0.0,1.0E-6,2.5E-7,147456,20.5,adc,"says ""why"", twice"
        digital,layer.1.query,static-matmul,1,cim,0.0,1.0E-6,2.5E-7,147456,,adc,"all on npu"
        """,
        Files.readString(folder.resolve("operations.csv")));
  }

  @Test
  void runJsonHoldsTheCircumstances() throws IOException {
    new RunJsonWriter().write(Samples.result(), WHERE, folder);
    assertEquals(
        """
        {
          "format" : "bitline/run/1",
          "host" : "a",
          "threads" : 2,
          "wall_s" : 12.5
        }
        """,
        Files.readString(folder.resolve("run.json")));
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() {
    Path gone = folder.resolve("gone");
    Result result = Samples.result();
    InputProblem problem =
        assertThrows(InputProblem.class, () -> new ResultJsonWriter().write(result, WHERE, gone));
    assertTrue(
        problem
            .getMessage()
            .startsWith("The file " + gone.resolve("result.json") + " cannot be written"),
        problem.getMessage());
  }
}
