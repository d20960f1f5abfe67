package org.bitline.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real MiniLM against reference cases and a public benchmark, where these are beside the
 * project.
 */
class RealModelTest {

  private static final Path SHARED = Distribution.ROOT.resolve("../shared").normalize();

  @TempDir Path folder;

  @Test
  void theReferenceCasesOfTheModelPass() {
    Path golden = SHARED.resolve("golden/model");
    assumeTrue(Files.isDirectory(golden), "no reference cases in " + golden);
    Distribution.Outcome outcome = Distribution.run("conformance", golden.toString());
    assertEquals(0, outcome.code(), outcome.out());
    assertTrue(outcome.out().contains("56 passed, 0 failed, 34 skipped"), outcome.out());
    assertTrue(outcome.out().contains("model bge-small-en-v1.5 is not at hand"), outcome.out());
  }

  @Test
  void theReferenceCasesOfCrossbarsPass() {
    Path golden = SHARED.resolve("golden/crosssim");
    assumeTrue(Files.isDirectory(golden), "no reference cases in " + golden);
    Distribution.Outcome outcome = Distribution.run("conformance", golden.toString());
    assertEquals(0, outcome.code(), outcome.out());
    assertTrue(outcome.out().contains("45 passed, 0 failed, 0 skipped"), outcome.out());
  }

  @Test
  void stsBenchmarkInFloat32AndInInt8() throws IOException {
    Path dataset = SHARED.resolve("data/stsb/test.tsv");
    assumeTrue(Files.isRegularFile(dataset), "no STS benchmark in " + dataset);
    Distribution.Outcome outcome =
        Distribution.run(
            "run",
            Distribution.ROOT.resolve("experiments/digital-int8.json").toString(),
            "--set",
            "inputs.dataset=" + dataset,
            "--out",
            folder.resolve("sts").toString());
    assertEquals(0, outcome.code(), outcome.err());
    JsonNode result = new ObjectMapper().readTree(folder.resolve("sts/result.json").toFile());
    JsonNode spearman = result.at("/runs/0/accuracy/spearman");
    assertEquals(0.8203, spearman.at("/reference").asDouble(), 0.0005);
    assertTrue(spearman.at("/mean").asDouble() >= 0.81, spearman.toString());
  }
}
