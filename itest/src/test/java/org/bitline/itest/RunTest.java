package org.bitline.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main experiment on a small input: what it writes, and that it writes the same bytes. */
class RunTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir static Path folder;
  private static JsonNode result;
  private static byte[] bytes;

  @BeforeAll
  static void run() throws IOException {
    Distribution.Outcome outcome = Distribution.run(arguments("one", "--threads", "1"));
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(outcome.out().contains("spearman"), outcome.out());
    bytes = Files.readAllBytes(folder.resolve("one/result.json"));
    result = MAPPER.readTree(bytes);
  }

  private static String[] arguments(String out, String... more) {
    return Stream.concat(
            Stream.of(
                "run",
                Distribution.ROOT.resolve("experiments/pim-vs-digital.json").toString(),
                "--set",
                "inputs.dataset=" + Distribution.ROOT.resolve("experiments/data/sample.tsv"),
                "--trials",
                "2",
                "--out",
                folder.resolve(out).toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  void threeRunsWithAllTheirParts() {
    assertEquals("bitline/result/1", result.at("/format").asText());
    assertEquals(3, result.at("/runs").size());
    for (JsonNode run : result.at("/runs")) {
      assertTrue(run.at("/totals/latency_s").asDouble() > 0);
      assertTrue(
          run.at("/accuracy/spearman/mean").asDouble() > 0.5, run.at("/accuracy").toString());
      assertTrue(
          run.at("/accuracy/output-snr/mean").asDouble() > 5, run.at("/accuracy").toString());
      assertTrue(run.at("/operations").size() > 86);
      assertTrue(run.at("/load/energy_J").asDouble() > 0);
    }
    assertTrue(Files.exists(folder.resolve("one/operations.csv")));
    assertTrue(Files.exists(folder.resolve("one/run.json")));
  }

  @Test
  void totalsAreSumsOfTheirParts() {
    for (JsonNode run : result.at("/runs")) {
      for (String total : List.of("energy_J", "area_mm2")) {
        double sum = 0;
        for (JsonNode part : run.at("/breakdown/" + total)) {
          sum += part.asDouble();
        }
        assertEquals(run.at("/totals/" + total).asDouble(), sum, 1e-9 * sum, total);
      }
      double operations = 0;
      for (JsonNode operation : run.at("/operations")) {
        operations += operation.at("/energy_J").asDouble();
      }
      double leakage = 0;
      var parts = run.at("/breakdown/energy_J").fields();
      while (parts.hasNext()) {
        var part = parts.next();
        leakage += part.getKey().endsWith(" leakage") ? part.getValue().asDouble() : 0;
      }
      double total = run.at("/totals/energy_J").asDouble();
      assertEquals(total, operations + leakage, 1e-9 * total);
    }
  }

  @Test
  void nothingIsFree() {
    for (JsonNode run : result.at("/runs")) {
      for (JsonNode operation : run.at("/operations")) {
        String id = operation.at("/id").asText();
        assertTrue(operation.at("/energy_J").asDouble() > 0, run.at("/name") + " " + id);
        assertTrue(operation.at("/latency_s").asDouble() > 0, run.at("/name") + " " + id);
      }
    }
    assertTrue(Files.exists(folder.resolve("one/result.json")));
  }

  @Test
  void twoThreadsGiveTheSameBytes() throws IOException {
    Distribution.Outcome outcome = Distribution.run(arguments("two", "--threads", "2"));
    assertEquals(0, outcome.code(), outcome.err());
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("two/result.json")));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("one/operations.csv")),
        Files.readAllBytes(folder.resolve("two/operations.csv")));
  }

  @Test
  void theScalarKernelsGiveTheSameBytes() throws IOException {
    Path home = Copies.linked(folder.resolve("without-simd"));
    Path script = home.resolve("bin/bitline");
    String text = Files.readString(script);
    assertTrue(text.contains("--add-modules=jdk.incubator.vector"));
    Files.writeString(script, text.replace("--add-modules=jdk.incubator.vector", ""));
    Distribution.Outcome outcome =
        Distribution.script(home, Distribution.javaHome(), "", arguments("scalar"));
    assertEquals(0, outcome.code(), outcome.err());
    JsonNode run = MAPPER.readTree(folder.resolve("scalar/run.json").toFile());
    assertEquals("scalar", run.at("/kernels").asText());
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("scalar/result.json")));
  }

  @Test
  void anotherJavaGivesTheSameBytes() throws IOException {
    Optional<Path> other = otherJava();
    assumeTrue(other.isPresent(), "no second JDK beside " + Distribution.javaHome());
    Distribution.Outcome outcome =
        Distribution.script(Distribution.HOME, other.get(), "", arguments("other"));
    assertEquals(0, outcome.code(), outcome.err());
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("other/result.json")));
  }

  /** A JDK of another feature version in the folder where this one is. */
  private static Optional<Path> otherJava() throws IOException {
    Path beside = Distribution.javaHome().toRealPath().getParent();
    try (Stream<Path> all = Files.list(beside)) {
      return all.filter(home -> Files.isExecutable(home.resolve("bin/javac")))
          .filter(home -> feature(home) >= 17 && feature(home) != Runtime.version().feature())
          .findFirst();
    }
  }

  private static int feature(Path home) {
    try {
      return Files.readAllLines(home.resolve("release")).stream()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("[^0-9.]", "").split("\\.", -1)[0])
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  @Test
  void aCompleteFolderIsNotRunAgainAndAnotherExperimentsIsRefused() {
    Distribution.Outcome again = Distribution.run(arguments("one"));
    assertEquals(0, again.code(), again.err());
    assertTrue(again.out().contains("is complete; nothing was run"), again.out());
    Distribution.Outcome other = Distribution.run(arguments("one", "--seed", "5"));
    assertEquals(2, other.code());
    assertTrue(other.err().contains("holds another experiment"), other.err());
  }

  @Test
  void finishedRunsAreNotRunAgain() throws IOException {
    assertEquals(0, Distribution.run(arguments("resumed")).code());
    Path state = folder.resolve("resumed/.bitline");
    Files.delete(folder.resolve("resumed/result.json"));
    Files.delete(state.resolve("result"));
    Files.delete(state.resolve("run-digital.json"));
    Distribution.Outcome outcome = Distribution.run(arguments("resumed"));
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(outcome.err().contains("digital"), outcome.err());
    assertTrue(!outcome.err().contains("reram:"), outcome.err());
    assertArrayEquals(bytes, Files.readAllBytes(folder.resolve("resumed/result.json")));
  }

  @Test
  void aTerminalGetsABar() {
    java.io.StringWriter err = new java.io.StringWriter();
    int code =
        Distribution.framework()
            .run(
                new java.io.PrintWriter(new java.io.StringWriter()),
                new java.io.PrintWriter(err),
                true,
                arguments("bar"));
    assertEquals(0, code, err.toString());
    assertTrue(err.toString().contains("digital 100% ["), err.toString());
  }

  @Test
  void compareShowsTheRunsSideBySide() {
    Distribution.Outcome outcome = Distribution.run("compare", folder.resolve("one").toString());
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(
        outcome.out().contains("dram-pim") && outcome.out().contains("latency"), outcome.out());
  }
}
