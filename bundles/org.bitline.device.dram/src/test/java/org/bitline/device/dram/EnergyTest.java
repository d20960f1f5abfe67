package org.bitline.device.dram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitline.api.device.Component;
import org.bitline.api.device.Device;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Load;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.device.dram.command.Command;
import org.bitline.device.dram.command.Outcome;
import org.bitline.device.dram.command.Program;
import org.bitline.device.dram.command.Replay;
import org.bitline.device.dram.kernel.BufferKernels;
import org.bitline.device.dram.kernel.HostStreams;
import org.bitline.device.dram.kernel.RegisterKernels;
import org.junit.jupiter.api.Test;

/** Energy is counts of commands times prices, and nothing else: reckoned here from the replay. */
class EnergyTest {

  private static final int UNITS = 8;
  private static final double BURST = 256;
  private static final double ROW = 32 * BURST;
  private static final int CHANNELS = 16;

  /** Prices by role and action, all different. */
  private static final Map<String, Double> PRICES =
      Map.ofEntries(
          Map.entry("bank activate", 0.11e-12),
          Map.entry("bank read", 0.44e-12),
          Map.entry("bank write", 0.47e-12),
          Map.entry("column-path transfer", 1.01e-12),
          Map.entry("global-io transfer", 1.23e-12),
          Map.entry("tsv transfer", 0.5e-12),
          Map.entry("io transfer", 0.3e-12),
          Map.entry("pim-unit mac", 0.32e-12),
          Map.entry("pim-unit register", 0.0004e-12),
          Map.entry("host add", 0.9e-12));

  private static double priced(Map<String, Double> amounts) {
    return amounts.entrySet().stream()
        .mapToDouble(e -> e.getValue() * PRICES.get(e.getKey()))
        .sum();
  }

  private static Map<String, Double> account(Device device, StaticMatmul matmul, int tokens) {
    DramPimDeviceTest.Sums sums = new DramPimDeviceTest.Sums();
    device.account(matmul, Load.of(tokens), sums);
    return sums.sums;
  }

  private static void add(Map<String, Double> amounts, String action, double amount) {
    amounts.merge(action, amount, Double::sum);
  }

  /** What the bits of a host's stream pass. */
  private static void stream(Map<String, Double> amounts, String action, double bits) {
    add(amounts, "bank activate", bits);
    add(amounts, "bank " + action, bits);
    for (String path : new String[] {"column-path", "global-io", "tsv", "io"}) {
      add(amounts, path + " transfer", bits);
    }
  }

  @Test
  void aProductOfStockUnitsIsTheSumOfItsCommands() {
    // 6 input tiles, and an output tile for each of 12 channels.
    int tokens = 5;
    DramPimParameters p = Stock.parameters(Map.of());
    Program program = RegisterKernels.gemv(6, 1, tokens);
    Outcome replay =
        new Replay(
                new RegisterUnits(
                        p,
                        new Cycles(p.clock(), Stock.quantities()),
                        DramPimParameters.Kernel.GEMV,
                        Optional.empty())
                    .machine())
            .run(program);
    double channels = 12;
    double macs = channels * replay.count(Command.MAC);
    // Results go to the array; the rest of the writes between prologue and epilogue are broadcast.
    double results = channels * 8 * tokens;
    double broadcasts = channels * (replay.count(Command.WRITE) - 7) - results;
    Map<String, Double> amounts = new TreeMap<>();
    add(amounts, "bank activate", channels * replay.bankActivations() * ROW);
    add(amounts, "bank read", macs * UNITS * BURST);
    add(amounts, "bank write", results * UNITS * BURST);
    add(amounts, "pim-unit mac", macs * UNITS * 16);
    double inputs = broadcasts - channels * 2 * tokens;
    add(amounts, "pim-unit register", (3 * macs + inputs + results) * UNITS * BURST);
    add(amounts, "io transfer", broadcasts * BURST);
    add(amounts, "tsv transfer", broadcasts * BURST);
    add(amounts, "global-io transfer", broadcasts * BURST * 4);
    add(amounts, "column-path transfer", broadcasts * BURST * UNITS);
    add(amounts, "host add", 768.0 * tokens * 15);
    stream(amounts, "read", 768.0 * tokens * BURST);
    double ours = priced(account(Stock.device(Map.of()), DramPimDeviceTest.matmul(768, 768), 5));
    assertEquals(priced(amounts), ours, 1e-9 * ours);
    assertTrue(replay.count(Command.REFRESH) > 0);
  }

  @Test
  void aProductOfUnitsWithABufferIsTheSumOfItsCommands() {
    DramPimParameters p = Stock.parameters(Stock.AIM);
    Program program = BufferKernels.gemv(new BufferKernels.Chunks(48, 64), 3, 2);
    Outcome replay =
        new Replay(
                new BufferUnits(
                        p, new Cycles(p.clock(), Stock.quantities()), DramPimParameters.Kernel.GEMV)
                    .machine())
            .run(program);
    double channels = 4;
    double macs = channels * replay.count(Command.MAC) * 16;
    double loads = channels * replay.count(Command.BUFFER_WRITE);
    double sums = channels * (replay.count(Command.RESULT_READ) + replay.count(Command.BIAS_WRITE));
    Map<String, Double> amounts = new TreeMap<>();
    add(amounts, "bank activate", channels * replay.bankActivations() * 64 * BURST);
    add(amounts, "bank read", macs * BURST);
    add(amounts, "pim-unit mac", macs * 16);
    add(amounts, "pim-unit register", (macs + loads) * BURST);
    add(amounts, "io transfer", (loads + sums) * BURST);
    add(amounts, "tsv transfer", (loads + sums) * BURST);
    add(amounts, "global-io transfer", (macs / 16 * 4 + sums) * BURST);
    add(amounts, "column-path transfer", (macs + sums) * BURST);
    double ours = priced(account(Stock.device(Stock.AIM), DramPimDeviceTest.matmul(768, 192), 2));
    assertEquals(priced(amounts), ours, 1e-9 * ours);
  }

  @Test
  void aStreamOfTheHostPaysTheWholeWayOnce() {
    Map<String, Double> amounts = new TreeMap<>();
    double bits = 768.0 * 768 * 16;
    stream(amounts, "write", bits);
    DramPimDeviceTest.Sums loading = new DramPimDeviceTest.Sums();
    Stock.device(Map.of()).loading(DramPimDeviceTest.matmul(768, 768), loading);
    assertEquals(priced(amounts), priced(loading.sums), 1e-9 * priced(amounts));
    Program stream = HostStreams.linear(Command.WRITE, 16, 32, 0, (long) (bits / BURST / CHANNELS));
    assertEquals(bits, stream.count(Command.WRITE) * BURST * CHANNELS);
  }

  @Test
  void standbyAndRefreshArePowersOfEveryRankAndRefreshCanBeSwitchedOff() {
    Device device = Stock.device(Map.of());
    Device without = Stock.device(Map.of("refresh.kind", "none"));
    Component refresh = device.costs().components().get("refresh");
    assertEquals(1, refresh.leakage().nominal());
    assertEquals(CHANNELS, device.provision(Footprint.NONE).get("refresh"));
    assertEquals(CHANNELS, device.provision(Footprint.NONE).get("background"));
    assertEquals(0, without.provision(Footprint.NONE).get("refresh"));
    StaticMatmul matmul = DramPimDeviceTest.matmul(768, 768);
    double with = device.timing(matmul, Load.of(64)).latencySeconds();
    double free = without.timing(matmul, Load.of(64)).latencySeconds();
    // 350 of 3900 cycles, and turning rows around.
    assertTrue(with > 1.08 * free && with < 1.12 * free, with / free + "");
    double opened = account(device, matmul, 64).get("bank activate");
    double alone = account(without, matmul, 64).get("bank activate");
    assertTrue(opened > alone && opened < 1.05 * alone, opened / alone + "");
  }
}
