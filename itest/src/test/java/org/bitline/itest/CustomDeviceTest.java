package org.bitline.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example device: built as a user builds it, loaded in all three ways. */
class CustomDeviceTest {

  private static final Path EXAMPLE = Distribution.ROOT.resolve("examples/custom-device");

  @TempDir static Path folder;
  private static Path project;
  private static Path jar;

  @BeforeAll
  static void build() throws IOException {
    project = folder.resolve("custom-device");
    try (Stream<Path> files = Files.walk(EXAMPLE)) {
      for (Path file : files.filter(f -> !f.toString().contains("target")).toList()) {
        Files.copy(file, project.resolve(EXAMPLE.relativize(file).toString()));
      }
    }
    ProcessBuilder maven =
        new ProcessBuilder(
            System.getProperty("bitline.maven", "mvn"),
            "-B",
            "-q",
            "package",
            "-Dbitline.home=" + Distribution.HOME,
            "-Dmaven.repo.local=" + System.getProperty("bitline.repository"));
    maven.environment().put("JAVA_HOME", Distribution.javaHome().toString());
    Distribution.Outcome outcome = Distribution.process(maven.directory(project.toFile()), 300);
    assertEquals(0, outcome.code(), outcome.out() + outcome.err());
    jar = project.resolve("target/com.example.optical-1.0.0.jar");
  }

  @Test
  void itIsUnderAHundredLines() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLE.resolve("src"))) {
      long lines = 0;
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        lines += Files.readAllLines(file).stream().filter(line -> !line.isBlank()).count();
      }
      assertTrue(lines < 100, lines + " lines");
    }
  }

  private static String[] run(Path experiment, String out, String... more) {
    return Stream.concat(
            Stream.of(
                "run",
                experiment.toString(),
                "--set",
                "inputs.dataset=" + Distribution.ROOT.resolve("experiments/data/sample.tsv"),
                "--out",
                folder.resolve(out).toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  void allThreeWaysOfLoadingItGiveTheSameResult() throws Exception {
    Path experiment = project.resolve("experiment.json");
    byte[] option =
        result(Distribution.HOME, run(experiment, "option", "--bundle", jar.toString()), "option");

    Path home = Copies.linked(folder.resolve("plugged"));
    Files.copy(jar, home.resolve("plugins/optical.jar"));
    byte[] plugin = result(home, run(experiment, "plugin"), "plugin");
    assertArrayEquals(option, plugin);

    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = (ObjectNode) mapper.readTree(experiment.toFile());
    String digest =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
    root.putArray("bundles")
        .addObject()
        .put("path", "target/" + jar.getFileName())
        .put("sha256", digest);
    Path pinned = project.resolve("pinned.json");
    mapper.writeValue(pinned.toFile(), root);
    byte[] descriptor = result(Distribution.HOME, run(pinned, "descriptor"), "descriptor");
    assertEquals(mapper.readTree(option).at("/runs"), mapper.readTree(descriptor).at("/runs"));
  }

  private static byte[] result(Path home, String[] arguments, String out) throws IOException {
    Distribution.Outcome outcome =
        Distribution.script(home, Distribution.javaHome(), "", arguments);
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(outcome.out().contains("spearman"), outcome.out());
    return Files.readAllBytes(folder.resolve(out).resolve("result.json"));
  }

  @Test
  void withoutTheBundleItsTypeIsUnknown() {
    Distribution.Outcome outcome =
        Distribution.run(run(project.resolve("experiment.json"), "none"));
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("unknown device type \"optical\""), outcome.err());
  }
}
