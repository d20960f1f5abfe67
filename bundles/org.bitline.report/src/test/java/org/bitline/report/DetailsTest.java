package org.bitline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.bitline.api.result.Result;
import org.bitline.api.result.Result.Attribution;
import org.bitline.api.result.Result.Band;
import org.bitline.api.result.Result.Circumstances;
import org.bitline.api.result.Result.Details;
import org.bitline.api.result.Result.FrontPoint;
import org.bitline.api.result.Result.Setting;
import org.bitline.api.result.Result.Statistic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetailsTest {

  @TempDir Path folder;

  private static final Details DETAILS =
      new Details(
          List.of(
              new Attribution(
                  "cim",
                  "read noise",
                  Setting.LEFT_OUT,
                  Optional.of(21.25),
                  new TreeMap<>(Map.of("layer.1.query", 20.5)),
                  new TreeMap<>(
                      Map.of("spearman", new Statistic(0.81, 0.001, 3, Optional.of(0.82)))))),
          new TreeMap<>(Map.of("energy_J", new Band(0.25, 0.5))),
          List.of(
              new FrontPoint(
                  new TreeMap<>(Map.of("area", 1e-6, "energy", 1e-3, "latency", 2e-3)), "a.json"),
              new FrontPoint(
                  new TreeMap<>(Map.of("area", 9e-6, "energy", 2e-3, "latency", 1e-3)), "b.json")));

  @Test
  void aFrontIsATableAndAPicture() throws Exception {
    new FrontWriter().write(result(), new Circumstances(Map.of()), folder);
    assertEquals(
        "mapping,area_m2,energy_J,latency_s\na.json,1.0E-6,0.001,0.002\nb.json,9.0E-6,0.002,0.001\n",
        Files.readString(folder.resolve("reram.front.csv")));
    String svg = Files.readString(folder.resolve("reram.front.svg"));
    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new java.io.ByteArrayInputStream(withoutDoctype(svg).getBytes("UTF-8")))
            .getDocumentElement();
    assertEquals("svg", root.getTagName());
    assertEquals("720", root.getAttribute("width"));
    // Texts are drawn as outlines: two titles of axes, a title, and the numbers beside the axes.
    assertTrue(root.getElementsByTagName("path").getLength() > 10, svg);
  }

  /** The document type names a DTD on the network. */
  private static String withoutDoctype(String svg) {
    return svg.replaceAll("(?s)<!DOCTYPE.*?>", "");
  }

  @Test
  void withoutAFrontNothingIsWritten() throws Exception {
    new FrontWriter().write(Samples.result(), new Circumstances(Map.of()), folder);
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void attributionAndBandsAreInTheTable() {
    String table = new ResultTableCommand(List.of()).apply(result());
    assertTrue(table.contains("What each non-ideality costs in reram"), table);
    assertTrue(
        table.contains("| cim    |   read noise | left-out |     21.2 | 0.8100 ± 0.00100 |"),
        table);
    assertTrue(table.contains("330 mJ [250 mJ … 500 mJ]"), table);
  }

  @Test
  void detailsAreInTheTreeWithTheirUnits() {
    var run = ResultTree.of(result()).path("runs").path(0);
    assertEquals(21.25, run.path("attribution").path(0).path("snr_dB").asDouble());
    assertEquals("left-out", run.path("attribution").path(0).path("setting").asText());
    assertEquals(0.5, run.path("uncertainty").path("energy_J").path("high").asDouble());
    assertEquals("b.json", run.path("front").path(1).path("mapping").asText());
  }

  private static Result result() {
    Result plain = Samples.result();
    Result.Run run = plain.runs().get(0);
    Result.Run detailed =
        new Result.Run(
            run.name(),
            run.totals(),
            run.energy(),
            run.area(),
            run.unknown(),
            run.lowerBounds(),
            run.loading(),
            run.endurance(),
            run.accuracy(),
            run.operations(),
            run.timeline(),
            run.criticalPath(),
            new TreeMap<>(Map.of("objectives", List.of("energy", "latency"))),
            run.notes(),
            DETAILS);
    return new Result(
        plain.experiment(),
        plain.sha256(),
        plain.software(),
        plain.seed(),
        plain.metrics(),
        List.of(detailed),
        Optional.empty(),
        plain.comparison(),
        List.of());
  }
}
