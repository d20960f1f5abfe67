package org.bitline.device.dram.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bitline.api.base.InputProblem;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few cycle counts of the simulators named; the whole family runs by {@code conformance}. */
class DramReferenceSuiteTest {

  private static final String PIM =
      """
      {"meta": {"simulator": "SAITPublic/PIMSimulator"}, "cases": [%s]}
      """;

  @TempDir Path folder;

  private List<CaseOutcome> run(String json) throws IOException {
    Path file = Files.writeString(folder.resolve("cases.json"), json);
    List<CaseOutcome> outcomes = new ArrayList<>();
    new DramReferenceSuite().run(file, outcomes::add);
    return outcomes;
  }

  private static String pim(
      String mode, String kernel, int out, int in, int channels, int ranks, int cycles) {
    return """
        {"mode": "%s", "kernel": "%s", "out": %d, "in": %d, "batch": 1, "channels": %d,
         "ranks": %d, "cycles": %d}
        """
        .formatted(mode, kernel, out, in, channels, ranks, cycles);
  }

  private void passes(String json) throws IOException {
    List<CaseOutcome> outcomes = run(json);
    assertEquals(1, outcomes.size());
    assertEquals(Status.PASS, outcomes.get(0).status(), outcomes.get(0).toString());
  }

  @Test
  void kernelsOfPimSimulatorAreReplayedToTheCycle() throws IOException {
    passes(PIM.formatted(pim("pim", "gemv", 768, 768, 16, 1, 2596)));
    passes(PIM.formatted(pim("pim", "gemv", 4096, 4096, 64, 2, 13166)));
    passes(PIM.formatted(pim("pim", "add", 24576, 24576, 1, 1, 4637)));
    passes(PIM.formatted(pim("host", "gemv", 768, 768, 16, 1, 5069)));
  }

  @Test
  void changedDelaysAreReplayedToTheCycle() throws IOException {
    passes(
        PIM.formatted(
            """
            {"variant": "slow", "change": {"tRP": 20, "tRCDRD": 18, "tRCDWR": 14, "tRAS": 40,
             "tRC": 60}, "kernel": "gemv", "out": 192, "in": 768, "batch": 2, "channels": 1,
             "ranks": 1, "cycles": 16184}
            """));
  }

  @Test
  void commandsOfAimSimulatorAreReplayedToTheCycle() throws IOException {
    passes(
        """
        {"meta": {"simulator": "arkhadem/aim_simulator"}, "cases": [
         {"kernel": "gemv", "out": 768, "in": 3072, "channels": 32, "cycles": 2452,
          "ch0": {"ACT16": 6, "PREA": 5, "MAC16": 384, "WRGB": 384, "WRMAC16": 2, "RDMAC16": 2,
                  "TMOD": 13, "REFab": 0}}]}
        """);
  }

  @Test
  void aCycleTooManyFails() throws IOException {
    CaseOutcome outcome = run(PIM.formatted(pim("pim", "gemv", 768, 768, 16, 1, 2597))).get(0);
    assertEquals(Status.FAIL, outcome.status());
    assertTrue(outcome.detail().contains("2596 cycles, reference 2597"), outcome.detail());
    assertEquals("cases.json/000-gemv-768x768-16ch", outcome.id());
  }

  @Test
  void unreadableCasesAreLocated() {
    InputProblem kernel =
        assertThrows(
            InputProblem.class, () -> run(PIM.formatted(pim("pim", "fft", 8, 8, 1, 1, 1))));
    assertTrue(kernel.getMessage().contains("#/cases/0/kernel: gemv, gemvtree"), "" + kernel);
    InputProblem delay =
        assertThrows(
            InputProblem.class,
            () ->
                run(
                    PIM.formatted(
                        "{\"change\": {\"tABC\": 1}, \"kernel\": \"gemv\", \"out\": 1, \"in\": 1,"
                            + " \"batch\": 1, \"channels\": 1, \"ranks\": 1, \"cycles\": 1}")));
    assertTrue(delay.getMessage().contains("change/tABC: this delay is not known"), "" + delay);
  }
}
