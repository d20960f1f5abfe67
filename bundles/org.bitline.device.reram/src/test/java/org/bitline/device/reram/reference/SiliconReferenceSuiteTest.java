package org.bitline.device.reram.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;
import org.bitline.device.reram.Shipped;
import org.junit.jupiter.api.Test;

class SiliconReferenceSuiteTest {

  static SiliconReferenceSuite suite() {
    return new SiliconReferenceSuite(
        Shipped.installation(), Shipped.reader(), Shipped.components());
  }

  static Path file() {
    String folder = System.getProperty("bitline.golden.silicon", "");
    assumeTrue(
        !folder.isEmpty(), "-Dbitline.golden.silicon names no folder of reference cases: skipped");
    return Path.of(folder).resolve("silicon.json");
  }

  @Test
  void nothingThatMustAgreeFails() {
    List<CaseOutcome> outcomes = new ArrayList<>();
    suite().run(file(), outcomes::add);
    outcomes.forEach(o -> System.out.println(o.status() + " " + o.id() + "  " + o.detail()));
    assertFalse(outcomes.isEmpty());
    assertEquals(List.of(), outcomes.stream().filter(o -> o.status() == Status.FAIL).toList());
    assertTrue(outcomes.stream().filter(o -> o.status() == Status.PASS).count() > 25);
  }
}
