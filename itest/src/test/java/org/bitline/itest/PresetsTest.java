package org.bitline.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks that the device models of digital/ name: BERT-base, one input of 128 tokens. */
class PresetsTest {

  private static final double MACS = 12.0 * 128 * (4 * 768 * 768 + 2 * 768 * 3072 + 2 * 128 * 768);

  @TempDir Path folder;

  /** Costs of BERT-base on a preset; {@code set} is JSON. */
  private JsonNode run(String model, String set) throws IOException {
    Path experiment =
        Files.writeString(
            folder.resolve(model + ".json"),
            """
            {"format":"bitline/experiment/1","name":"preset",
             "workload":{"provider":"bert","model":"bert-base-shape","sequenceLength":128},
             "devices":{"npu":{"model":"digital/%s","set":%s}},
             "mapping":{"mapper":"all-on","device":"npu"}}
            """
                .formatted(model, set));
    Path out = folder.resolve("out-" + model);
    Distribution.Outcome outcome =
        Distribution.run("run", experiment.toString(), "--out", out.toString());
    assertEquals(0, outcome.code(), outcome.err());
    return new ObjectMapper().readTree(out.resolve("result.json").toFile()).at("/runs/0");
  }

  /** Seconds of the matrix products. */
  private static double products(JsonNode run) {
    double seconds = 0;
    for (JsonNode operation : run.at("/operations")) {
      seconds +=
          operation.at("/kind").asText().endsWith("matmul")
              ? operation.at("/latency_s").asDouble()
              : 0;
    }
    return seconds;
  }

  /** So much bandwidth and memory that nothing waits: what is left are the folds. */
  private static final String NO_WAITS =
      "{\"memory.bandwidth\":\"1e18 bit/s\",\"memory.activationSram\":\"1 GB\"}";

  @Test
  void theStockArrayTakesTheCyclesOfScaleSim() throws IOException {
    double cycles = products(run("systolic-128x128", NO_WAITS)) * 500e6;
    // Loads of the first tiles round up to a cycle each, in 72 products with weights.
    assertEquals(928_944, cycles, 72.5);
  }

  @Test
  void edgeTakesTheCyclesOfScaleSim() throws IOException {
    double cycles = products(run("edge-32x32", NO_WAITS)) * 500e6;
    assertEquals(11_768_832, cycles, 72.5);
  }

  @Test
  void tpuV1PeaksAt92Tops() throws IOException {
    double peak = 2 * 256 * 256 * 700e6;
    assertEquals(92e12, peak, 0.5e12);
    JsonNode run = run("tpu-v1-like", "{}");
    double reached = 2 * MACS / products(run);
    // 128 tokens cannot keep it busy: each weight is used 128 times, and 34 GB/s bring it.
    assertTrue(reached < 2 * 34e9 * 128 * 1.02, "" + reached);
    assertTrue(reached > 0.5 * 2 * 34e9 * 128, "" + reached);
  }

  @Test
  void eyerissEnergiesRiseFromRegisterToDram() throws IOException {
    JsonNode run = run("eyeriss-like", "{}");
    String described = Distribution.run("devices", "digital/eyeriss-like").out();
    assertTrue(described.contains("200 MHz") || described.contains("2e8"), described);
    // At most 168 multiply-accumulates a cycle.
    assertTrue(products(run) >= MACS / (168 * 200e6));
    JsonNode energy = run.at("/breakdown/energy_J");
    assertTrue(energy.get("npu/dram").asDouble() > 0);
    assertTrue(run.at("/unknown").toString().contains("npu/dram"), run.at("/unknown").toString());
  }

  @Test
  void publishedLatenciesOfGpusLieAboveTheirRoofline() throws IOException {
    double a100 = run("a100", "{}").at("/totals/latency_s").asDouble();
    assertTrue(a100 < 0.67e-3 && a100 > 0.67e-3 / 10, "" + a100);
    double t4 = run("t4", "{}").at("/totals/latency_s").asDouble();
    assertTrue(t4 < 1.95e-3 && t4 > 1.95e-3 / 10, "" + t4);
  }

  @Test
  void aBufferThatHoldsNoTileEndsWithFour() throws IOException {
    Path experiment =
        Files.writeString(
            folder.resolve("small.json"),
            """
            {"format":"bitline/experiment/1","name":"small",
             "workload":{"provider":"bert","model":"bert-base-shape","sequenceLength":128},
             "devices":{"npu":{"model":"digital/tpu-v1-like","set":{"memory.weightSram":"64 KiB"}}},
             "mapping":{"mapper":"all-on","device":"npu"}}
            """);
    Distribution.Outcome outcome =
        Distribution.run("run", experiment.toString(), "--out", folder.resolve("s").toString());
    assertEquals(4, outcome.code(), outcome.err());
    assertTrue(
        outcome.err().contains("one tile of matrix B needs 524288 bits, and half of its buffer"),
        outcome.err());
    Distribution.Outcome none =
        Distribution.run(
            "run",
            experiment.toString(),
            "--set",
            "devices.npu.set={\"array.rows\":0}",
            "--out",
            folder.resolve("n").toString());
    assertEquals(2, none.code(), none.err());
    assertTrue(none.err().contains("array/rows"), none.err());
  }
}
