package org.bitline.device.dram.kernel;

import static org.bitline.device.dram.command.Command.BUFFER_WRITE;
import static org.bitline.device.dram.command.Command.READ;
import static org.bitline.device.dram.command.Command.WRITE;

import java.util.List;
import org.bitline.device.dram.command.Command;
import org.bitline.device.dram.command.Program;
import org.bitline.device.dram.command.Step.Burst;

/**
 * Products with weight reuse over a batch on units with registers, a unit per two banks. For one
 * output per unit and {@value RegisterKernels#REGISTERS} bursts of inputs at a time: the weights
 * into registers (memory phase), then the vectors one after another, each burst broadcast over the
 * data bus and multiplied by the register that holds its weights (compute phase). The sums of so
 * many vectors as there are accumulators stay in the units until all inputs are through.
 *
 * <p>Modes after MCD-PIM (Paik et al., IEEE Access 10, 2022, 93256): per bank, both phases go bank
 * by bank; decoupled, the memory phase goes bank by bank with standard commands and the compute
 * phase is one command for all; all-bank, both are one command for all. Deviation: only the
 * abstract could be read; registers, tile and order are ours. No row is needed in the compute
 * phase.
 */
public final class ReuseKernels {

  /** Which banks a command works in. */
  public enum Mode {
    ALL_BANK,
    PER_BANK,
    DECOUPLED
  }

  private static final int REGISTERS = RegisterKernels.REGISTERS;

  /** Rows that hold no weights. */
  private static final int RESULT_ROW = 0x2000;

  /** Even banks, so that neighbours are in different bank groups. */
  private static final int[] UNIT_BANKS = {0, 4, 8, 12, 2, 6, 10, 14};

  private ReuseKernels() {}

  /**
   * A product.
   *
   * @param inputTiles of {@value RegisterKernels#REGISTERS} bursts each
   * @param outputs of each unit of this channel
   * @param vectors of the batch
   * @param accumulators of a unit
   */
  public static Program product(
      Mode mode, int inputTiles, int outputs, int vectors, int accumulators) {
    int together = Math.min(vectors, accumulators);
    int perOutput = REGISTERS * inputTiles;
    Program.Builder program = new Program.Builder();
    program.begin();
    program.begin();
    some(program, mode, inputTiles, List.of(perOutput, 0, REGISTERS), together);
    program.end(vectors / together, 1);
    if (vectors % together > 0) {
      some(program, mode, inputTiles, List.of(perOutput, REGISTERS), vectors % together);
    }
    return program.end(outputs, 4).build();
  }

  private static void some(
      Program.Builder program, Mode mode, int inputTiles, List<Integer> strides, int vectors) {
    program.begin();
    memory(program, mode, strides);
    compute(program, mode, vectors);
    program.end(inputTiles, 4);
    results(program, mode, vectors);
  }

  private static void memory(Program.Builder program, Mode mode, List<Integer> strides) {
    if (mode == Mode.ALL_BANK) {
      program.add(new Burst(READ, 0, 0, 0, strides, REGISTERS, REGISTERS));
      return;
    }
    for (int register = 0; register < REGISTERS; register++) {
      for (int bank : UNIT_BANKS) {
        boolean last = register == REGISTERS - 1 && bank == UNIT_BANKS[UNIT_BANKS.length - 1];
        program.add(new Burst(READ, bank, 0, register, strides, 1, last ? 1 : 0));
      }
    }
  }

  private static void compute(Program.Builder program, Mode mode, int vectors) {
    if (mode == Mode.PER_BANK) {
      each(program, BUFFER_WRITE, REGISTERS * vectors);
    } else {
      program.add(
          new Burst(BUFFER_WRITE, 0, 0, 0, List.of(), REGISTERS * vectors, REGISTERS * vectors));
    }
  }

  private static void results(Program.Builder program, Mode mode, int vectors) {
    if (mode == Mode.ALL_BANK) {
      program.add(new Burst(WRITE, 0, RESULT_ROW, 0, List.of(), vectors, vectors));
    } else {
      for (int bank : UNIT_BANKS) {
        boolean last = bank == UNIT_BANKS[UNIT_BANKS.length - 1];
        program.add(new Burst(WRITE, bank, RESULT_ROW, 0, List.of(), vectors, last ? vectors : 0));
      }
    }
  }

  /** A command for every unit in turn, so many times. */
  private static void each(Program.Builder program, Command command, int times) {
    program.begin();
    for (int bank : UNIT_BANKS) {
      program.add(new Burst(command, bank, 0, 0, List.of(), 1, 0));
    }
    program.end(times, 1);
  }
}
