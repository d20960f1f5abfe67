package org.bitline.device.reram.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.bitline.api.base.InputProblem;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossbarReferenceSuiteTest {

  @TempDir Path folder;

  private static List<Path> files() throws IOException {
    String folder = System.getProperty("bitline.golden.crosssim", "");
    assumeTrue(
        !folder.isEmpty(), "-Dbitline.golden.crosssim names no folder of reference cases: skipped");
    try (Stream<Path> all = Files.list(Path.of(folder))) {
      return all.filter(p -> p.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static List<CaseOutcome> run(List<Path> files) {
    List<CaseOutcome> outcomes = new ArrayList<>();
    files.forEach(file -> new CrossbarReferenceSuite().run(file, outcomes::add));
    return outcomes;
  }

  @Test
  void everyCasePasses() throws IOException {
    List<CaseOutcome> outcomes = run(files());
    assertFalse(outcomes.isEmpty());
    assertEquals(List.of(), outcomes.stream().filter(o -> o.status() != Status.PASS).toList());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void anyNumberOfThreadsGivesTheSameDigits(int threads) throws Exception {
    List<Path> some =
        files().stream().filter(f -> f.getFileName().toString().matches("(2|40|53).*")).toList();
    ForkJoinPool pool = new ForkJoinPool(threads);
    assertEquals(run(some), pool.submit(() -> run(some)).get());
    pool.shutdown();
  }

  /**
   * Two outputs of four inputs with one-sided pairs on ideal wires: the product itself. w_max is 1,
   * the on/off ratio 100.
   */
  private Path small(String y, String change) throws IOException {
    String config =
        """
        {"style": "BALANCED", "balanced_style": "ONE_SIDED", "subtract_in_array": true,
         "interleaved": false, "weight_bits": 8, "weight_percentile": 1.0, "rows_max": 0,
         "cols_max": 0, "partition": "EQUAL", "input_max": 1.0, "dac_bits": 0, "dac_signed": true,
         "input_bitslicing": false, "input_slice_bits": 1, "adc_bits": 0,
         "adc_model": "QuantizerADC", "adc_range": "CALIBRATED", "adc_calibrated_range": null,
         "adc_per_input_slice": false, "cell_bits": 0, "Rmin": 1e4, "Rmax": 1e6,
         "infinite_on_off": false, "Vread": 0.1, "time_days": 0, "clip_conductance": false,
         "programming_error": null, "drift_error": null, "read_noise": null, "parasitics": null}
        """;
    String text =
        """
        {"id": "small", "kind": "deterministic", "config": %s,
         "W": [[1.0, -0.5, 0.25, 0.0], [0.5, 0.5, -1.0, 0.125]],
         "X": [[1.0], [0.5], [-0.5], [0.25]], "Y": %s}
        """;
    Path file = folder.resolve("small.json");
    String[] replace = change.split("->", 2);
    Files.writeString(file, text.formatted(config, y).replace(replace[0], replace[1]));
    return file;
  }

  @Test
  void itComputesAndCompares() throws IOException {
    String same = "\"id\"->\"id\"";
    CaseOutcome right = run(List.of(small("[[0.625], [1.28125]]", same))).get(0);
    assertEquals("small.json/small", right.id());
    assertEquals(Status.PASS, right.status(), right.detail());
    CaseOutcome wrong = run(List.of(small("[[0.625], [1.2813]]", same))).get(0);
    assertEquals(Status.FAIL, wrong.status());
    assertTrue(wrong.detail().contains("tolerance 1e-05"), wrong.detail());
  }

  @Test
  void aFileThatCannotBeReadIsNamedWithThePlace() throws IOException {
    Path unknown = small("[[0.625], [1.28125]]", "BALANCED->SIDEWAYS");
    InputProblem style = assertThrows(InputProblem.class, () -> run(List.of(unknown)));
    assertTrue(style.getMessage().contains("#/config/style"), style.getMessage());
    Path missing = small("[[0.625], [1.28125]]", "\"X\"->\"x\"");
    InputProblem inputs = assertThrows(InputProblem.class, () -> run(List.of(missing)));
    assertTrue(inputs.getMessage().contains("#/X"), inputs.getMessage());
    Files.writeString(missing, "{");
    InputProblem json = assertThrows(InputProblem.class, () -> run(List.of(missing)));
    assertTrue(json.getMessage().contains("not JSON"), json.getMessage());
  }
}
