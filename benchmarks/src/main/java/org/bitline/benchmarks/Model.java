package org.bitline.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.bitline.api.device.Device;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Selection;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.simd.VectorCrossbar;
import org.bitline.numerics.simd.VectorKernels;

/**
 * Tokens a second of the weight matrices of one layer of MiniLM-L6 (384 × 384 four times, 384 ×
 * 1536, 1536 × 384) on exact ReRAM, in batches of 256 tokens, and from these the time for the 39
 * 028 tokens of the STS-B test set through all six layers on two cores. CPU time of one thread;
 * weights and inputs are Gaussian.
 */
public final class Model {

  private static final int TOKENS = 256;
  private static final int LAYERS = 6;
  private static final int TEST_TOKENS = 39028;
  private static final int ROUNDS = 7;
  private static final int[][] SHAPES = {
    {384, 384}, {384, 384}, {384, 384}, {384, 384}, {384, 1536}, {1536, 384}
  };

  private Model() {}

  /** Frozen errors, then read noise. */
  public static void main(String[] arguments) {
    measure("frozen programming error", Map.of());
    measure("with read noise", Map.of("cell.readNoise", 0.01));
    measure("statistical", Map.of("cell.readNoise", 0.01, "fidelity", "statistical"));
  }

  private static void measure(String name, Map<String, Object> more) {
    Map<String, Object> settings = new LinkedHashMap<>(Map.of("cell.programmingError", 0.01));
    settings.putAll(more);
    Device device = Devices.of(new VectorCrossbar(), new VectorKernels(), settings);
    Random random = new Random(1);
    List<Resident> residents = new ArrayList<>();
    List<Block> inputs = new ArrayList<>();
    double programmed = cpuSeconds();
    for (int[] shape : SHAPES) {
      float[] w = Bench.floats(random, shape[0] * shape[1]);
      residents.add(Devices.place(device, w, shape[0], shape[1]));
      float[] x = Bench.floats(random, TOKENS * shape[0]);
      inputs.add(new Block(Bench.segments(TOKENS), shape[0], 32, x));
    }
    programmed = cpuSeconds() - programmed;
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      double before = cpuSeconds();
      for (int i = 0; i < SHAPES.length; i++) {
        residents
            .get(i)
            .run(
                List.of(inputs.get(i)), Selection.all(), KeyedStream.of(3), new Devices.NoLedger());
      }
      best = Math.min(best, cpuSeconds() - before);
    }
    double perToken = best * LAYERS / TOKENS;
    System.out.printf(
        Locale.ROOT,
        "%-26s %7.1f tokens/s a core, %6.1f s for %d tokens on 2 cores; programming %.2f s%n",
        name,
        1 / perToken,
        perToken * TEST_TOKENS / 2,
        TEST_TOKENS,
        programmed * LAYERS);
  }

  private static double cpuSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
  }
}
