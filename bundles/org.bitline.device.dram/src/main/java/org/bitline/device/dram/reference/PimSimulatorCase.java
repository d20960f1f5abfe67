package org.bitline.device.dram.reference;

import java.util.Map;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.device.dram.command.Command;
import org.bitline.device.dram.command.Machine;
import org.bitline.device.dram.command.Outcome;
import org.bitline.device.dram.command.Program;
import org.bitline.device.dram.command.Replay;
import org.bitline.device.dram.command.SteadyState;
import org.bitline.device.dram.kernel.HostStreams;
import org.bitline.device.dram.kernel.RegisterKernels;

/** A kernel of PIMSimulator, or the host's traffic of the same data. */
final class PimSimulatorCase {

  private static final long ELEMENT_BYTES = 2;
  private static final long BURST_BYTES = 32;
  private static final int TILE_INPUTS = 128;
  private static final int TILE_OUTPUTS = 64;
  private static final int TILE_ELEMENTS = 2048;
  private static final double HOST_TOLERANCE = 0.05;
  private static final double STEADY_TOLERANCE = 0.01;

  private final Golden golden;
  private final Machine machine;
  private final int channels;

  PimSimulatorCase(Golden golden) {
    this.golden = golden;
    this.channels = atLeastOne("channels");
    Map<String, Integer> change = golden.integers("change");
    for (String name : change.keySet()) {
      if (!PeerMachines.names().contains(name)) {
        throw golden
            .member("change")
            .problem(name, "this delay is not known; known are " + PeerMachines.names() + ".");
      }
    }
    int ranks = atLeastOne("ranks");
    if (ranks > 2) {
      throw golden.problem("ranks", "1 or 2 is wanted here.");
    }
    try {
      this.machine = PeerMachines.pimSimulator(change, ranks);
    } catch (IllegalArgumentException e) {
      throw golden.problem("change", e.getMessage() + ".");
    }
  }

  private int atLeastOne(String key) {
    int value = golden.integer(key);
    if (value < 1) {
      throw golden.problem(key, "at least 1 is wanted here.");
    }
    return value;
  }

  CaseOutcome outcome(String id) {
    Comparison comparison = new Comparison();
    if (golden.has("mode") && golden.text("mode").equals("host")) {
      host(comparison);
    } else {
      pim(comparison);
    }
    return comparison.outcome(id);
  }

  private void pim(Comparison comparison) {
    Program program = program();
    Outcome replay = new Replay(machine).run(program);
    comparison.cycles("replay", replay.cycles(), golden.integer("cycles"), 0);
    Outcome steady = new SteadyState(machine).run(program);
    comparison.cycles("steady state", steady.cycles(), golden.integer("cycles"), STEADY_TOLERANCE);
    commands(
        comparison,
        replay.count(Command.READ) + replay.count(Command.MAC),
        replay.count(Command.WRITE));
  }

  private void commands(Comparison comparison, long reads, long writes) {
    if (golden.has("ch0_read_cmds")) {
      comparison.commands("read commands", reads, golden.integer("ch0_read_cmds"));
      comparison.commands("write commands", writes, golden.integer("ch0_write_cmds"));
    }
  }

  private Program program() {
    int inputTiles = ceil(atLeastOne("in"), TILE_INPUTS);
    int outputTiles = ceil(atLeastOne("out"), (long) TILE_OUTPUTS * channels);
    int tiles = ceil(golden.integer("out"), (long) TILE_ELEMENTS * channels);
    return switch (golden.text("kernel")) {
      case "gemv" -> RegisterKernels.gemv(inputTiles, outputTiles, atLeastOne("batch"));
      case "gemvtree" -> RegisterKernels.gemvTree(inputTiles, outputTiles, atLeastOne("batch"));
      case "add", "mul" -> RegisterKernels.elementwise(tiles, 2);
      case "relu" -> RegisterKernels.elementwise(tiles, 1);
      default -> throw golden.problem("kernel", "gemv, gemvtree, add, mul or relu is wanted here.");
    };
  }

  /** Reads of all operands, then writes of the results, each until drained. */
  private void host(Comparison comparison) {
    long out = atLeastOne("out");
    long in = atLeastOne("in");
    long reads =
        switch (golden.text("kernel")) {
          case "gemv" -> bursts(out * in) + bursts(in);
          case "add", "mul" -> bursts(2 * in);
          case "relu" -> bursts(in);
          default -> throw golden.problem("kernel", "gemv, add, mul or relu is wanted here.");
        };
    Outcome reading = stream(Command.READ, 0, reads);
    Outcome writing = stream(Command.WRITE, reads, bursts(out));
    comparison.cycles(
        "replay", reading.cycles() + writing.cycles(), golden.integer("cycles"), HOST_TOLERANCE);
    commands(comparison, reading.count(Command.READ), writing.count(Command.WRITE));
  }

  private Outcome stream(Command command, long first, long bursts) {
    return new Replay(machine)
        .run(HostStreams.linear(command, machine.banks(), machine.columns(), first, bursts));
  }

  private long bursts(long elements) {
    return ceil(elements * ELEMENT_BYTES, BURST_BYTES * channels);
  }

  private static int ceil(long a, long b) {
    return Math.toIntExact((a + b - 1) / b);
  }
}
