package org.bitline.device.reram.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;
import org.junit.jupiter.api.Test;

class CrossbarReferenceSuiteTest {

  private static List<Path> files() throws IOException {
    String folder = System.getProperty("bitline.golden.crosssim", "");
    assumeTrue(
        !folder.isEmpty(), "-Dbitline.golden.crosssim names no folder of reference cases: skipped");
    try (Stream<Path> all = Files.list(Path.of(folder))) {
      return all.filter(p -> p.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void everyCasePasses() throws IOException {
    List<CaseOutcome> outcomes = new ArrayList<>();
    for (Path file : files()) {
      long start = System.nanoTime();
      new CrossbarReferenceSuite().run(file, outcomes::add);
      System.out.println(
          outcomes.get(outcomes.size() - 1) + " " + (System.nanoTime() - start) / 1000000);
    }
    List<CaseOutcome> failed = outcomes.stream().filter(o -> o.status() != Status.PASS).toList();
    assertTrue(!outcomes.isEmpty());
    assertEquals(List.of(), failed);
  }
}
