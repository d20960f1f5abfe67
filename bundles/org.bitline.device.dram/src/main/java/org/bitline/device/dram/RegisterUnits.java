package org.bitline.device.dram;

import java.util.List;
import java.util.Optional;
import org.bitline.device.dram.DramPimParameters.Kernel;
import org.bitline.device.dram.DramPimParameters.Mode;
import org.bitline.device.dram.Work.Share;
import org.bitline.device.dram.command.Machine;
import org.bitline.device.dram.command.Program;
import org.bitline.device.dram.kernel.RegisterKernels;
import org.bitline.device.dram.kernel.ReuseKernels;

/**
 * Units with registers that obey the commands of their channel, after HBM2-PIM.
 *
 * <p>Without reuse: tiles of 128 inputs by an output per accumulator register and unit; every
 * vector reads all weights. With reuse: weights of one output per unit in the input registers,
 * vectors in the accumulators, inputs broadcast over the data bus.
 */
final class RegisterUnits implements Units {

  private static final int REGISTERS = RegisterKernels.REGISTERS;
  private static final int BANKS = 16;
  private static final int GROUPS = 4;
  private static final int ROWS = 0x4000;
  private static final int COLUMNS = 32;

  /** Entering and leaving PIM mode, per pass. */
  private static final int MODE_WRITES = 2;

  private final DramPimParameters p;
  private final boolean reuse;
  private final Machine machine;
  private final Optional<CustomProgram> custom;

  /**
   * @param custom the device model's own program, which takes the place of the stock kernel's
   */
  RegisterUnits(DramPimParameters p, Cycles cycles, Kernel kernel, Optional<CustomProgram> custom) {
    this.custom = custom;
    this.p = p;
    this.reuse = kernel == Kernel.REUSE;
    check();
    boolean allBank = p.unit().mode() == Mode.ALL_BANK;
    this.machine =
        Memory.machine(
            p.organisation(),
            p.delays(),
            p.refresh(),
            cycles,
            GROUPS,
            BANKS / GROUPS,
            p.host().window(),
            2,
            reuse && allBank,
            reuse ? Optional.empty() : RegisterKernels.modeSwitch());
  }

  private void check() {
    Memory.Organisation o = p.organisation();
    if (o.bankGroups() != GROUPS || o.banks() != BANKS || p.unit().banksPerUnit() != 2) {
      throw new IllegalArgumentException(
          "unit.style registers is HBM2-PIM's: 4 bank groups of 4 banks and a unit for 2 of them,"
              + " not "
              + o.bankGroups()
              + " of "
              + o.banksPerGroup()
              + " and "
              + p.unit().banksPerUnit()
              + "; set organisation and unit.banksPerUnit so, or another unit.style");
    }
    if (o.rowsPerBank() < ROWS || o.burstsPerRow() < COLUMNS) {
      throw new IllegalArgumentException(
          "unit.style registers keeps its mode registers in rows up to 16383 and bursts up to 31,"
              + " and there are organisation.rowsPerBank "
              + o.rowsPerBank()
              + " and burstsPerRow "
              + o.burstsPerRow()
              + "; give at least 16384 and 32");
    }
    if (p.unit().inputBursts() != REGISTERS || !reuse && p.unit().accumulators() != REGISTERS) {
      throw new IllegalArgumentException(
          "unit.inputBursts is "
              + p.unit().inputBursts()
              + " and unit.accumulators "
              + p.unit().accumulators()
              + "; units of style registers have 8 input registers, and 8 accumulators where"
              + " unit.kernel is gemv or fastest");
    }
    if (!reuse && p.unit().mode() != Mode.ALL_BANK) {
      throw new IllegalArgumentException(
          "unit.mode is not all-bank, which unit.kernel gemv needs; set unit.kernel to reuse (with"
              + " unit.accumulators 1 nothing is reused)");
    }
  }

  @Override
  public Machine machine() {
    return machine;
  }

  private int inputTiles(Gemm gemm) {
    return Gemm.ceil(gemm.inputs(), REGISTERS * p.lanes());
  }

  /** Outputs of a piece of work: of a tile, or one per unit. */
  private int width() {
    return reuse ? p.bankUnits() : REGISTERS * p.bankUnits();
  }

  @Override
  public Work product(Gemm gemm, int copies) {
    int vectors = Gemm.ceil(gemm.vectors(), copies);
    long outputTiles = (long) gemm.matrices() * Gemm.ceil(gemm.outputs(), width());
    Spread spread = new Spread(outputTiles * Math.min(copies, gemm.vectors()), p.channels());
    double results = Math.min(gemm.outputs(), width());
    double burst = p.organisation().burstBits();
    Amounts amounts = new Amounts();
    double passes = (double) outputTiles * gemm.vectors();
    List<Share> shares =
        spread.shares(
            n ->
                new Share(
                    1,
                    Optional.of(program(inputTiles(gemm), n, vectors)),
                    1,
                    1,
                    0,
                    n * (double) vectors * results * burst,
                    0));
    if (custom.isPresent()) {
      // Copies change the time alone.
      new Spread(outputTiles, p.channels())
          .shares(
              n ->
                  new Share(
                      1, Optional.of(program(inputTiles(gemm), n, gemm.vectors())), 1, 1, 0, 0, 0))
          .forEach(share -> count(CustomProgram.tally(share.program()), share.channels(), amounts));
    } else {
      count(gemm, passes, outputTiles, amounts);
    }
    double slots = (double) spread.most() * vectors * inputTiles(gemm) * REGISTERS * p.channels();
    double perVector = reuse ? 1 : REGISTERS;
    return new Work(
        shares,
        amounts,
        gemm.results() * burst,
        gemm.results() * (p.lanes() - 1),
        gemm.macs() / (slots * perVector * p.bankUnits() * p.lanes()));
  }

  private Program program(int inputTiles, int outputTiles, int vectors) {
    if (custom.isPresent()) {
      return custom.get().of(inputTiles, outputTiles, vectors);
    }
    return reuse
        ? ReuseKernels.product(
            modeOf(p.unit().mode()), inputTiles, outputTiles, vectors, p.unit().accumulators())
        : RegisterKernels.gemv(inputTiles, outputTiles, vectors);
  }

  private static ReuseKernels.Mode modeOf(Mode mode) {
    return ReuseKernels.Mode.valueOf(mode.name());
  }

  /** Activity of channels that run the same program of the device model. */
  private void count(CustomProgram.Tally tally, double channels, Amounts amounts) {
    double bits = channels * p.organisation().burstBits();
    double units = p.bankUnits();
    amounts.add(Roles.BANK, "read", tally.macs() * units * bits);
    amounts.add(Roles.BANK, "write", tally.arrayWrites() * units * bits);
    amounts.add(Roles.PIM_UNIT, "mac", tally.macs() * units * p.lanes() * channels);
    double registers = 3.0 * tally.macs() + tally.inputs() + tally.arrayWrites();
    amounts.add(Roles.PIM_UNIT, "register", registers * units * bits);
    Paths.broadcast((tally.inputs() + tally.modes()) * bits, GROUPS, p.bankUnits(), amounts);
  }

  /** Activity of all channels, activations apart. */
  private void count(Gemm gemm, double passes, double outputTiles, Amounts amounts) {
    double burst = p.organisation().burstBits();
    double units = p.bankUnits();
    double tiles = inputTiles(gemm);
    double macs = passes * tiles * REGISTERS * (reuse ? 1 : REGISTERS) * units;
    double loads = macs;
    double inputs = passes * REGISTERS * tiles;
    double results = passes * units * (reuse ? 1 : REGISTERS);
    if (reuse) {
      loads =
          outputTiles
              * Gemm.ceil(gemm.vectors(), p.unit().accumulators())
              * tiles
              * REGISTERS
              * units;
      inputs = passes * REGISTERS * tiles * (p.unit().mode() == Mode.PER_BANK ? units : 1);
    }
    amounts.add(Roles.BANK, "read", loads * burst);
    amounts.add(Roles.BANK, "write", results * burst);
    amounts.add(Roles.PIM_UNIT, "mac", macs * p.lanes());
    double written = reuse ? loads : units * inputs;
    // A MAC reads an operand and its accumulator, and writes the accumulator.
    amounts.add(Roles.PIM_UNIT, "register", (3 * macs + written + results) * burst);
    double broadcast = inputs + (reuse ? 0 : passes * MODE_WRITES);
    if (p.unit().mode() == Mode.PER_BANK) {
      Paths.broadcast(broadcast * burst, 1, 1, amounts);
    } else {
      Paths.broadcast(broadcast * burst, GROUPS, p.bankUnits(), amounts);
    }
  }

  @Override
  public Optional<Work> sum(long elements) {
    if (reuse) {
      return Optional.empty();
    }
    int tile = REGISTERS * p.lanes() * BANKS;
    Spread spread = new Spread(Gemm.ceil(elements, (long) tile), p.channels());
    double bits = (double) elements * p.unit().numbers().bits();
    double burst = p.organisation().burstBits();
    double bursts = (double) spread.pieces() * REGISTERS * BANKS;
    Amounts amounts = new Amounts();
    amounts.add(Roles.BANK, "read", 2 * bursts * burst);
    amounts.add(Roles.BANK, "write", bursts * burst);
    amounts.add(Roles.PIM_UNIT, "add", bursts * p.lanes());
    amounts.add(Roles.PIM_UNIT, "register", 4 * bursts * burst);
    Paths.broadcast(MODE_WRITES * burst, GROUPS, p.bankUnits(), amounts);
    double each = (double) tile * p.unit().numbers().bits();
    double fill = elements / ((double) spread.most() * tile * p.channels());
    return Optional.of(
        new Work(
            spread.shares(
                n ->
                    new Share(
                        1,
                        Optional.of(RegisterKernels.elementwise(n, 2)),
                        1,
                        1,
                        2 * Math.min(bits, n * each),
                        Math.min(bits, n * each),
                        0)),
            amounts,
            bits,
            0,
            fill));
  }

  @Override
  public long rows(Gemm gemm) {
    // Without reuse a matrix takes as many rows of even banks as of odd ones.
    long banks = (long) p.channels() * p.bankUnits() * (reuse ? 1 : 2);
    Kernel kernel = reuse ? Kernel.REUSE : Kernel.GEMV;
    return Layout.taken(p, kernel, gemm.inputs(), gemm.outputs()) * gemm.matrices() * banks;
  }
}
