package org.bitline.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Costs of shapes without weights, and what changes them. */
class CostsAloneTest {

  private static final Path EXPERIMENT =
      Distribution.ROOT.resolve("experiments/bert-base-cost.json");

  @TempDir Path folder;

  private JsonNode run(Path experiment, String out, String... more) throws IOException {
    Distribution.Outcome outcome =
        Distribution.run(
            Stream.concat(
                    Stream.of(
                        "run", experiment.toString(), "--out", folder.resolve(out).toString()),
                    Stream.of(more))
                .toArray(String[]::new));
    assertEquals(0, outcome.code(), outcome.err());
    return new ObjectMapper().readTree(folder.resolve(out).resolve("result.json").toFile());
  }

  private static double part(JsonNode result, int run, String key) {
    return result.at("/runs/" + run + "/breakdown/energy_J").get(key).asDouble();
  }

  private static JsonNode operation(JsonNode result, int run, String id) {
    for (JsonNode operation : result.at("/runs/" + run + "/operations")) {
      if (operation.at("/id").asText().equals(id)) {
        return operation;
      }
    }
    throw new AssertionError("no operation " + id);
  }

  @Test
  void aLayoutHasAPlaceForEveryWeight() throws IOException {
    Distribution.Outcome outcome =
        Distribution.run(
            "map",
            EXPERIMENT.toString(),
            "--set",
            "workload.model=minilm-shape",
            "--set",
            "mapping.staticMatmul=hbm",
            "--set",
            "variants=[{\"name\":\"dram\"}]",
            "--set",
            "baseline=null",
            "--layout",
            "layer.0.query",
            "--out",
            folder.toString());
    assertEquals(0, outcome.code(), outcome.err());
    try (Stream<Path> files = Files.list(folder)) {
      Path layout =
          files.filter(f -> f.toString().endsWith(".layout.csv")).findFirst().orElseThrow();
      long places =
          Files.readAllLines(layout).stream()
              .skip(1)
              .map(line -> line.replaceFirst("^\\d+,\\d+,", ""))
              .distinct()
              .count();
      assertEquals(384 * 384, places);
    }
  }

  @Test
  void bertBaseIsCostedWithoutWeights() throws IOException {
    JsonNode result = run(EXPERIMENT, "base");
    for (JsonNode run : result.at("/runs")) {
      assertTrue(run.at("/totals/energy_J").asDouble() > 0);
      assertFalse(
          run.has("accuracy") && run.at("/accuracy").size() > 0, run.at("/accuracy").toString());
      long macs = 0;
      for (JsonNode operation : run.at("/operations")) {
        macs += operation.at("/macs").asLong();
      }
      // 12 layers x 128 tokens x (4 x 768^2 + 2 x 768 x 3072 + 2 x 128 x 768): 11.174 GMAC.
      assertEquals(12L * 128 * (4L * 768 * 768 + 2L * 768 * 3072 + 2L * 128 * 768), macs);
    }
    assertEquals("npu", operation(result, 2, "layer.0.query.sum").at("/device").asText());
    assertEquals("lane-sum", operation(result, 2, "layer.0.query.sum").at("/kind").asText());
    assertTrue(result.at("/runs/2/unknown").toString().contains("area"));
    assertTrue(result.at("/runs/2/lowerBounds").toString().contains("area_mm2"));
  }

  @Test
  void theContentOfAFaultMapIsPartOfTheExperiment() throws IOException {
    Path map = folder.resolve("map.csv");
    String row = "0,".repeat(127) + "0\n";
    Files.writeString(map, row.repeat(128));
    String set = "devices.cim.set.faults.map=" + map;
    String[] arguments = {
      "run", EXPERIMENT.toString(), "--out", folder.resolve("faults").toString(), "--set", set
    };
    assertEquals(0, Distribution.run(arguments).code());
    assertTrue(Distribution.run(arguments).out().contains("is complete; nothing was run"));
    Files.writeString(map, row.repeat(127) + "1,".repeat(127) + "2\n");
    Distribution.Outcome changed = Distribution.run(arguments);
    assertEquals(2, changed.code(), changed.err());
    assertTrue(changed.err().contains("holds another experiment"), changed.err());
  }

  @Test
  void dynamicOperandsOnReramAreWrittenAndWearCellsOut() throws IOException {
    JsonNode result = run(EXPERIMENT, "wear");
    JsonNode still = result.at("/runs/0/endurance");
    assertEquals(0, still.at("/writes_per_inference").asDouble());
    JsonNode worn = result.at("/runs/1/endurance");
    // K^T and V of 12 heads and layers: 2 x 768 x 128 values in 2 x 4 cells each.
    assertEquals(12.0 * 2 * 768 * 128 * 8, worn.at("/writes_per_inference").asDouble());
    assertEquals(1, worn.at("/worst_cell_writes").asDouble());
    double latency = result.at("/runs/1/totals/latency_s").asDouble();
    assertEquals(1e9 * latency, worn.at("/lifetime_s").asDouble(), 1e-3);
  }

  @Test
  void aConvertersBitsReachItsPriceAndAPriceCanBeReplaced() throws IOException {
    JsonNode eight = run(EXPERIMENT, "eight");
    JsonNode six = run(EXPERIMENT, "six", "--set", "devices.cim.set.adc.bits=6");
    assertEquals(part(eight, 0, "cim/adc") / 4, part(six, 0, "cim/adc"), 1e-12);
    JsonNode priced = run(EXPERIMENT, "priced", "--set", "devices.cim.set.costs.adc.set.bits=7");
    assertEquals(part(eight, 0, "cim/adc") / 2, part(priced, 0, "cim/adc"), 1e-12);
  }

  @Test
  void anEditedMappingIsAnotherExperiment() throws IOException {
    Path mapping = folder.resolve("m.json");
    Path experiment = folder.resolve("e.json");
    Files.writeString(
        experiment,
        """
        {"format":"bitline/experiment/1","name":"edited",
         "workload":{"provider":"bert","model":"minilm-shape"},
         "devices":{"cim":{"model":"reram/isaac"},"npu":{"model":"digital/systolic-128x128"}},
         "links":[{"between":["cim","npu"],"bandwidth":"64 GB/s","energy":"10 pJ/bit"}],
         "mapping":{"mapper":"file","path":"m.json"}}
        """);
    String text =
        "{\"format\":\"bitline/mapping/1\",\"otherwise\":\"npu\",\"placements\":["
            + "{\"operation\":\"layer.0.ffn1\",\"columns\":[0,%d],\"device\":\"cim\"},"
            + "{\"operation\":\"layer.0.ffn1\",\"columns\":[%d,1536],\"device\":\"npu\"}]}";
    Files.writeString(mapping, text.formatted(700, 700));
    run(experiment, "edited");
    Files.writeString(mapping, text.formatted(800, 800));
    Distribution.Outcome outcome =
        Distribution.run(
            "run", experiment.toString(), "--out", folder.resolve("edited").toString());
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("holds another experiment"), outcome.err());
  }
}
