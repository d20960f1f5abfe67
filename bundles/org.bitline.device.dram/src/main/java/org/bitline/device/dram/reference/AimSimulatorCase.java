package org.bitline.device.dram.reference;

import java.util.Map;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.device.dram.command.Command;
import org.bitline.device.dram.command.Machine;
import org.bitline.device.dram.command.Outcome;
import org.bitline.device.dram.command.Program;
import org.bitline.device.dram.command.Replay;
import org.bitline.device.dram.command.SteadyState;
import org.bitline.device.dram.kernel.BufferKernels;

/** A matrix-vector product on aim_simulator. */
final class AimSimulatorCase {

  private static final int LANES = 16;
  private static final int BANKS = 16;

  private static final Map<String, Command> NAMES =
      Map.of(
          "ACT16", Command.ACTIVATE,
          "PREA", Command.PRECHARGE,
          "MAC16", Command.MAC,
          "WRGB", Command.BUFFER_WRITE,
          "WRMAC16", Command.BIAS_WRITE,
          "RDMAC16", Command.RESULT_READ,
          "TMOD", Command.MODE,
          "REFab", Command.REFRESH);

  private final Golden golden;

  AimSimulatorCase(Golden golden) {
    this.golden = golden;
  }

  CaseOutcome outcome(String id) {
    if (!golden.text("kernel").equals("gemv")) {
      throw golden.problem("kernel", "gemv is wanted here.");
    }
    Machine machine = PeerMachines.aimSimulator();
    int outputs = BANKS * golden.integer("channels");
    Program program =
        BufferKernels.gemv(
            new BufferKernels.Chunks(ceil(golden.integer("in"), LANES), machine.columns()),
            ceil(golden.integer("out"), outputs),
            1);
    Outcome replay = new Replay(machine).run(program);
    Comparison comparison = new Comparison();
    comparison.cycles("replay", replay.cycles(), golden.integer("cycles"), 0);
    Outcome steady = new SteadyState(machine).run(program);
    comparison.cycles("steady state", steady.cycles(), golden.integer("cycles"), 0);
    golden
        .integers("ch0")
        .forEach(
            (name, count) -> {
              Command command = NAMES.get(name);
              if (command == null) {
                throw golden
                    .member("ch0")
                    .problem(name, "this command is not known; known are " + NAMES.keySet() + ".");
              }
              comparison.commands(name, replay.count(command), count);
            });
    return comparison.outcome(id);
  }

  private static int ceil(int a, int b) {
    return Math.floorDiv(a - 1, b) + 1;
  }
}
