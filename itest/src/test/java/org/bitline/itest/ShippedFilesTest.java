package org.bitline.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What ships is right: by the schemas in docs/, and by the readers. */
class ShippedFilesTest {

  private static final Map<String, String> SCHEMAS =
      Map.of(
          "bitline/experiment/1", "experiment",
          "bitline/device-model/1", "device-model",
          "bitline/component/1", "component",
          "bitline/mapping/1", "mapping");

  private static List<Path> files() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder :
        List.of("experiments", "device-models", "mappings", "examples/custom-device")) {
      try (Stream<Path> files = Files.walk(Distribution.ROOT.resolve(folder))) {
        files
            .filter(f -> f.toString().endsWith(".json") && !f.toString().contains("/target/"))
            .sorted()
            .forEach(all::add);
      }
    }
    return all;
  }

  @Test
  void everyFileFollowsItsSchema() throws IOException {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    for (Path file : files()) {
      String text = Files.readString(file);
      String format = new ObjectMapper().readTree(text).at("/format").asText();
      assertTrue(SCHEMAS.containsKey(format), file + " has the format " + format);
      Path schemaFile =
          Distribution.ROOT.resolve("docs/schemas/" + SCHEMAS.get(format) + ".schema.json");
      Schema schema = registry.getSchema(Files.readString(schemaFile));
      assertEquals("[]", schema.validate(text, InputFormat.JSON).toString(), file.toString());
    }
  }

  @Test
  void everyFilePassesCheck() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("check"));
    for (Path file : files()) {
      // The example's experiment and model need the example's bundle.
      if (!file.toString().contains("custom-device")) {
        arguments.add(file.toString());
      }
    }
    Distribution.Outcome outcome = Distribution.run(arguments.toArray(String[]::new));
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(arguments.size() > 20);
  }

  @Test
  void theSchemasInDocsAreThoseOfTheCode() throws IOException {
    for (String format :
        List.of(
            "experiment",
            "device-model",
            "component",
            "mapping",
            "reram",
            "dram-pim",
            "dram-host",
            "systolic",
            "roofline")) {
      JsonNode expected =
          new ObjectMapper().readTree(Distribution.run("check", "--schema", format).out());
      Path file = Distribution.ROOT.resolve("docs/schemas/" + format + ".schema.json");
      assertEquals(expected, new ObjectMapper().readTree(file.toFile()), file.toString());
    }
    Path result =
        Distribution.ROOT.resolve(
            "bundles/org.bitline.report/src/main/resources/org/bitline/report/result.schema.json");
    assertEquals(
        Files.readString(result),
        Files.readString(Distribution.ROOT.resolve("docs/schemas/result.schema.json")));
  }

  @Test
  void everyNumberOfAModelHasASource() {
    for (String model : List.of("reram/isaac", "dram-pim/hbm2-pim", "digital/systolic-128x128")) {
      String all = Distribution.run("devices", model).out();
      String described = all.substring(all.indexOf("Components (per one"));
      List<String> figures =
          described
              .lines()
              .filter(l -> l.startsWith("    ") && l.contains(" = ") && l.contains("["))
              .toList();
      assertTrue(figures.size() > 10, described);
      for (String figure : figures) {
        assertTrue(figure.matches(".*\\[(measured|published|assumed)] .{8,}"), figure);
      }
    }
  }
}
