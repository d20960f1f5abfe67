package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bitline.api.device.Device;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.numerics.ScalarCrossbar;
import org.bitline.numerics.ScalarKernels;
import org.junit.jupiter.api.Test;

/**
 * All matrix products of a BERT-base inference of 128 tokens, 12 layers with attention, on every
 * preset: what they take, and (printed, not asserted) how long that takes to find.
 */
class CostingTimeTest {

  private static final int TOKENS = 128;

  private static List<Operation> bertBase() {
    List<Operation> operations = new ArrayList<>();
    for (int layer = 0; layer < 12; layer++) {
      String at = "layer." + layer + ".";
      for (String name : List.of("query", "key", "value", "output")) {
        operations.add(matmul(at + name, 768, 768));
      }
      operations.add(matmul(at + "ffn1", 768, 3072));
      operations.add(matmul(at + "ffn2", 3072, 768));
      for (DynamicKind kind : DynamicKind.values()) {
        operations.add(
            new DynamicMatmul(
                at + kind, layer, kind, at + "query", at + "key", 12, 64, 1f, Optional.empty()));
      }
    }
    return operations;
  }

  private static StaticMatmul matmul(String id, int rows, int columns) {
    return new StaticMatmul(
        id,
        0,
        "x",
        new Weight(id, rows, columns, Optional.empty()),
        Optional.empty(),
        Range.all(rows),
        Range.all(columns),
        Optional.empty());
  }

  private static double cost(Device device, List<Operation> operations) {
    TreeMap<String, Double> amounts = new TreeMap<>();
    Ledger ledger =
        new Ledger() {
          @Override
          public void add(String component, String action, double amount) {
            amounts.merge(component + " " + action, amount, Double::sum);
          }

          @Override
          public void max(String component, String action, double amount) {}

          @Override
          public void histogram(String component, String action, int bin, long count) {}
        };
    Footprint used = Footprint.NONE;
    double seconds = 0;
    for (Operation operation : operations) {
      device.account(operation, Load.of(TOKENS), ledger);
      seconds += device.timing(operation, Load.of(TOKENS)).latencySeconds();
      used = used.plus(device.footprint(operation));
    }
    double joules = 0;
    for (var amount : amounts.entrySet()) {
      String[] names = amount.getKey().split(" ");
      var energy = device.costs().components().get(names[0]).action(names[1]).energy();
      joules += amount.getValue() * energy.nominal();
    }
    assertTrue(device.provision(used).size() >= 3);
    assertTrue(seconds > 0 && Double.isFinite(seconds));
    return joules;
  }

  @Test
  void bertBaseIsCostedOnEveryPreset() throws IOException {
    List<Operation> operations = bertBase();
    try (Stream<Path> files = Files.list(Shipped.HOME.resolve("device-models/reram"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        String name = file.getFileName().toString().replace(".json", "");
        Preset preset = Shipped.preset(name);
        Device device =
            new ReramDevice(
                preset.parameters(),
                preset.costs(),
                new ScalarCrossbar(),
                new ScalarKernels(),
                Optional.empty());
        double best = Double.MAX_VALUE;
        double joules = 0;
        for (int i = 0; i < 20; i++) {
          long start = System.nanoTime();
          joules = cost(device, operations);
          best = Math.min(best, (System.nanoTime() - start) * 1e-6);
        }
        assertTrue(joules > 0 && Double.isFinite(joules), name);
        System.out.printf(
            java.util.Locale.ROOT, "%-16s %.3g mJ, costed in %.2f ms%n", name, joules * 1e3, best);
      }
    }
  }
}
