package org.bitline.device.dram.kernel;

import static org.bitline.device.dram.command.Command.MAC;
import static org.bitline.device.dram.command.Command.READ;
import static org.bitline.device.dram.command.Command.WRITE;

import java.util.List;
import java.util.Optional;
import org.bitline.device.dram.command.Command;
import org.bitline.device.dram.command.Machine.ModeSwitch;
import org.bitline.device.dram.command.Program;
import org.bitline.device.dram.command.Step;
import org.bitline.device.dram.command.Step.Burst;

/**
 * Kernels of HBM2-PIM: a unit for two banks, two sets of 8 registers of a burst, all units of a
 * channel obey one command. Registers and modes are reached by writes to rows that are set apart.
 *
 * <p>Source: the command streams of SAITPublic/PIMSimulator b464dde as described for the reference
 * cases of family {@code dram}. Deviation: weight tiles of two output tiles never share a row
 * (there they overlap for odd numbers of input tiles); no cycle depends on it.
 */
public final class RegisterKernels {

  /** Registers of a set: input tiles have so many bursts, output tiles so many accumulators. */
  public static final int REGISTERS = 8;

  /** MACs of a tile: every input register with every accumulator. */
  public static final int TILE_MACS = REGISTERS * REGISTERS;

  private static final int PARK_ROW = 0x1000;
  private static final int ENTER_ROW = 0x17ff;
  private static final int LEAVE_ROW = 0x1fff;
  private static final int REGISTER_ROW = 0x3fff;
  private static final int SWITCH_COLUMN = 31;
  private static final int INPUT_COLUMN = 8;
  private static final int TREE_ROW = 1000;
  private static final int SECOND_OPERAND_ROW = 128;
  private static final int RESULT_ROW = 256;
  private static final int GROUPS = 4;
  private static final int BANKS_PER_GROUP = 4;
  private static final int[] ENTER_BANKS = {0, 1, 8, 9};

  private RegisterKernels() {}

  /** The row of a bank for the nth that may hold weights: those that switch modes may not. */
  public static long beyondModeRows(long n) {
    long row = n;
    for (int set : new int[] {ENTER_ROW, LEAVE_ROW}) {
      row += row >= set ? 1 : 0;
    }
    return row;
  }

  /** What a write is for. */
  public enum Target {
    INPUTS,
    /** Entering or leaving PIM mode. */
    MODE,
    /** Changing between single and all banks, and programming the units. */
    SWITCH,
    ARRAY
  }

  /** What a write to a row and column is for. */
  public static Target target(int row, int column) {
    if (row == REGISTER_ROW) {
      return column == 0 ? Target.MODE : column >= INPUT_COLUMN ? Target.INPUTS : Target.SWITCH;
    }
    return row == ENTER_ROW || row == LEAVE_ROW ? Target.SWITCH : Target.ARRAY;
  }

  /** How these programs enter and leave all-bank mode. */
  public static Optional<ModeSwitch> modeSwitch() {
    long enter = 0;
    for (int bank : ENTER_BANKS) {
      enter |= 1L << bank;
    }
    return Optional.of(new ModeSwitch(ENTER_ROW, enter, LEAVE_ROW, 0b11));
  }

  /**
   * Products of a matrix with vectors, one after another; every vector reads all weights.
   *
   * @param inputTiles of {@value #REGISTERS} bursts each
   * @param outputTiles of this channel
   * @param vectors of each output tile
   */
  public static Program gemv(int inputTiles, int outputTiles, int vectors) {
    int even = (inputTiles + 1) / 2;
    int perOutput = TILE_MACS * even;
    Program.Builder program = prologue(1);
    program.begin().begin();
    program.fenced(WRITE, 0, REGISTER_ROW, 0);
    program.begin().addAll(tile(0, List.of(perOutput, 0, TILE_MACS))).end(even, 1);
    program.begin().addAll(tile(1, List.of(perOutput, 0, TILE_MACS))).end(inputTiles / 2, 1);
    program.add(results(perOutput * outputTiles, List.of(REGISTERS, REGISTERS)));
    program.fenced(WRITE, 0, REGISTER_ROW, 0);
    program.end(vectors, 1).end(outputTiles, 1);
    return epilogue(program);
  }

  /** The same with lanes added up by the units after every input tile. */
  public static Program gemvTree(int inputTiles, int outputTiles, int vectors) {
    int even = (inputTiles + 1) / 2;
    int perOutput = TILE_MACS * even;
    int results = perOutput * outputTiles;
    Program.Builder program = new Program.Builder();
    for (int bank = 0; bank < GROUPS * BANKS_PER_GROUP; bank++) {
      boolean last = bank == GROUPS * BANKS_PER_GROUP - 1;
      program.add(new Burst(WRITE, bank, TREE_ROW, 0, List.of(), REGISTERS, last ? REGISTERS : 0));
    }
    program.addAll(prologue(2).build().steps());
    program.begin().begin();
    program.fenced(WRITE, 0, REGISTER_ROW, 0);
    program.begin();
    for (int bank = 0; bank < 2; bank++) {
      treeTile(program, bank, perOutput, results);
    }
    program.end(inputTiles / 2, 1);
    if (inputTiles % 2 == 1) {
      treeTile(program, 0, perOutput, results);
    }
    program.fenced(WRITE, 0, REGISTER_ROW, 0);
    program.end(vectors, 1).end(outputTiles, 1);
    return epilogue(program);
  }

  private static void treeTile(Program.Builder program, int bank, int perOutput, int results) {
    program.addAll(tile(bank, List.of(perOutput, 0, TILE_MACS)));
    program.add(results(results, List.of(REGISTERS, REGISTERS, REGISTERS)));
    program.add(new Burst(READ, 0, TREE_ROW, 0, List.of(), REGISTERS, REGISTERS));
  }

  /** The inputs of a tile into registers, then its MACs in groups of one input register each. */
  private static List<Step> tile(int bank, List<Integer> strides) {
    return List.of(
        new Burst(WRITE, 1, REGISTER_ROW, INPUT_COLUMN, List.of(), REGISTERS, REGISTERS),
        new Burst(MAC, bank, 0, 0, strides, TILE_MACS, REGISTERS));
  }

  private static Step results(int column, List<Integer> strides) {
    return new Burst(WRITE, 1, 0, column, strides, REGISTERS, REGISTERS);
  }

  /**
   * An elementwise kernel.
   *
   * @param tiles of {@value #REGISTERS} columns of every bank
   * @param operands 1 or 2
   */
  public static Program elementwise(int tiles, int operands) {
    Program.Builder program = prologue(1);
    program.fenced(WRITE, 0, REGISTER_ROW, 0);
    program.begin();
    for (int bank = 0; bank < 2; bank++) {
      program.add(column(MAC, bank, 0));
      if (operands == 2) {
        program.add(column(MAC, bank, SECOND_OPERAND_ROW));
      }
      program.add(column(WRITE, bank, RESULT_ROW));
    }
    program.end(tiles, 4);
    program.fenced(WRITE, 0, REGISTER_ROW, 0);
    return epilogue(program);
  }

  private static Step column(Command command, int bank, int row) {
    return new Burst(command, bank, row, 0, List.of(REGISTERS), REGISTERS, REGISTERS);
  }

  /** Parks all banks, enters all-bank mode and programs the units. */
  static Program.Builder prologue(int instructionBursts) {
    Program.Builder program = park(new Program.Builder());
    for (int i = 0; i < ENTER_BANKS.length; i++) {
      boolean last = i == ENTER_BANKS.length - 1;
      program.add(
          new Burst(WRITE, ENTER_BANKS[i], ENTER_ROW, SWITCH_COLUMN, List.of(), 1, last ? 1 : 0));
    }
    return program.add(
        new Burst(WRITE, 1, REGISTER_ROW, 4, List.of(), instructionBursts, instructionBursts));
  }

  /** Leaves all-bank mode and parks all banks. */
  static Program epilogue(Program.Builder program) {
    program.burst(WRITE, 0, LEAVE_ROW, SWITCH_COLUMN, 1).fenced(WRITE, 1, LEAVE_ROW, SWITCH_COLUMN);
    return park(program).build();
  }

  private static Program.Builder park(Program.Builder program) {
    for (int b = 0; b < BANKS_PER_GROUP; b++) {
      for (int group = 0; group < GROUPS; group++) {
        boolean last = b == BANKS_PER_GROUP - 1 && group == GROUPS - 1;
        program.add(
            new Burst(READ, group * BANKS_PER_GROUP + b, PARK_ROW, 0, List.of(), 1, last ? 1 : 0));
      }
    }
    return program;
  }
}
