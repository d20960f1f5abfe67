package org.bitline.device.digital.reference;

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

class DigitalReferenceSuiteTest {

  /** SCALE-Sim 1d62b68a: scores of one head, 32 x 32, with 16 words a cycle no stall. */
  private static final String SCALE_SIM =
      """
      {"meta": {"tool": "scalesim-project/SCALE-Sim"}, "cases": [
       {"id": "score", "gemm": {"M": 128, "N": 128, "K": 64}, "array": {"rows": 32, "cols": 32},
        "dataflow": "OS",
        "compute": {"folds": 16, "cycles": 2016, "macs": 1048576,
         "overall_util_pct_nostall": 50.793651, "sram_ifmap_reads": 32768,
         "sram_filter_reads": 32768, "sram_ofmap_writes_min": 16384},
        "runs": [{"memory": {"ifmap_kB": 64, "filter_kB": 64, "ofmap_kB": 64,
          "bw_words_per_cycle_per_stream": 16},
         "reported_stall_cycles": 0, "mapping_eff_pct": 100.0}]}]}
      """;

  /** ZigZag 3d12a96e: context of one head. */
  private static final String ZIG_ZAG =
      """
      {"meta": {"tool": "KULeuven-MICAS/zigzag"}, "cases": [
       {"id": "ctx", "gemm": {"name": "ctx", "M": 128, "N": 64, "K": 128},
        "accelerator": "tpu_like", "energy_pJ": 3213193.216,
        "latency_cycles": {"ideal": 1024.0}, "mac_energy_pJ": 41943.04,
        "mem_energy_by_operand_pJ": {"O": [49545.216, 25425.92, 768000],
         "I": [77486.08, 1433600], "W": [100392.96, 716800]},
        "temporal_mapping": "{O: [[(C, 2), (C, 2)], [(K, 2), (B, 4), (B, 8), (B, 4)], []], \
      I: [[(C, 2), (C, 2), (K, 2), (B, 4), (B, 8), (B, 4)], []], \
      W: [[(C, 2), (C, 2), (K, 2), (B, 4), (B, 8), (B, 4)], []]}"}]}
      """;

  @TempDir private Path folder;

  private List<CaseOutcome> run(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("cases.json"), text);
    List<CaseOutcome> outcomes = new ArrayList<>();
    new DigitalReferenceSuite().run(file, outcomes::add);
    return outcomes;
  }

  @Test
  void countsOfScaleSimPass() throws IOException {
    CaseOutcome outcome = run(SCALE_SIM).get(0);
    assertEquals("cases/score", outcome.id());
    assertEquals(Status.PASS, outcome.status(), outcome.detail());
    assertTrue(outcome.detail().startsWith("1 runs without stalls: 7 counts equal"));
  }

  @Test
  void anotherCycleFails() throws IOException {
    CaseOutcome outcome = run(SCALE_SIM.replace("2016", "2015")).get(0);
    assertEquals(Status.FAIL, outcome.status());
    assertEquals("compute cycles is 2016.0, not 2015.0", outcome.detail());
  }

  @Test
  void energiesOfZigZagPass() throws IOException {
    CaseOutcome outcome = run(ZIG_ZAG).get(0);
    assertEquals(Status.PASS, outcome.status(), outcome.detail());
  }

  @Test
  void anEnergyTwoPercentOffFails() throws IOException {
    CaseOutcome outcome = run(ZIG_ZAG.replace("25425.92", "25934.44")).get(0);
    assertEquals(Status.FAIL, outcome.status());
    assertEquals(
        "mem_energy_by_operand_pJ/O/1 is 25425.92, not 25934.44: relative error 2.0e-02, tolerance"
            + " 1e-02",
        outcome.detail());
  }

  @Test
  void filesThatCannotBeReadAreRefusedWithThePlace() {
    assertTrue(refusal("{").contains("this is not valid JSON"));
    assertTrue(refusal("{}").endsWith("a file of this family has an array \"cases\""));
    assertTrue(
        refusal(SCALE_SIM.replace("\"OS\"", "\"XS\""))
            .endsWith("cases.json#/cases/0/dataflow: \"XS\" is none of OS, WS and IS"),
        refusal(SCALE_SIM.replace("\"OS\"", "\"XS\"")));
    assertTrue(
        refusal(SCALE_SIM.replace("\"M\": 128", "\"M\": 0"))
            .endsWith("/cases/0/gemm/M: a whole number of at least 1 is wanted here"));
    assertTrue(
        refusal(ZIG_ZAG.replace("zigzag", "maestro"))
            .endsWith("is not known; cases of SCALE-Sim and ZigZag are"));
  }

  private String refusal(String text) {
    return assertThrows(InputProblem.class, () -> run(text)).getMessage();
  }
}
