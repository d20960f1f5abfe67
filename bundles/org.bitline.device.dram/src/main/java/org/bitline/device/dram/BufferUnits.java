package org.bitline.device.dram;

import java.util.Optional;
import org.bitline.device.dram.DramPimParameters.Kernel;
import org.bitline.device.dram.DramPimParameters.Mode;
import org.bitline.device.dram.Work.Share;
import org.bitline.device.dram.command.Machine;
import org.bitline.device.dram.command.Program;
import org.bitline.device.dram.kernel.BufferKernels;
import org.bitline.device.dram.kernel.BufferKernels.Chunks;

/**
 * A unit per bank with an adder tree, inputs from a buffer of the channel, after GDDR6-AiM. Results
 * are read from the accumulators by the program itself.
 */
final class BufferUnits implements Units {

  private final DramPimParameters p;
  private final boolean reuse;
  private final Machine machine;

  BufferUnits(DramPimParameters p, Cycles cycles, Kernel kernel) {
    this.p = p;
    this.reuse = kernel == Kernel.REUSE;
    if (p.unit().mode() != Mode.ALL_BANK) {
      throw new IllegalArgumentException(
          "unit.mode must be all-bank for unit.style buffer: its commands work in all banks");
    }
    if (p.unit().inputBursts() > p.organisation().burstsPerRow()) {
      throw new IllegalArgumentException(
          "unit.inputBursts is "
              + p.unit().inputBursts()
              + " and organisation.burstsPerRow "
              + p.organisation().burstsPerRow()
              + "; a chunk of inputs meets the weights of one row, so the first is at most the"
              + " second");
    }
    this.machine =
        Memory.machine(
            p.organisation(),
            p.delays(),
            p.refresh(),
            cycles,
            p.organisation().bankGroups(),
            p.organisation().banksPerGroup(),
            1,
            1,
            true,
            Optional.empty());
  }

  @Override
  public Machine machine() {
    return machine;
  }

  private Chunks chunks(Gemm gemm) {
    return new Chunks(Gemm.ceil(gemm.inputs(), p.lanes()), p.unit().inputBursts());
  }

  /** Vectors that buffer and accumulators hold at once. */
  private int together(Chunks chunks, int vectors) {
    int fits = Math.max(1, chunks.buffer() / Math.min(chunks.bursts(), chunks.buffer()));
    return Math.min(vectors, Math.min(fits, p.unit().accumulators()));
  }

  @Override
  public Work product(Gemm gemm, int copies) {
    Chunks chunks = chunks(gemm);
    int vectors = Gemm.ceil(gemm.vectors(), copies);
    int units = p.bankUnits();
    long groups = (long) gemm.matrices() * Gemm.ceil(gemm.outputs(), units);
    Spread spread = new Spread(groups * Math.min(copies, gemm.vectors()), p.channels());
    Amounts amounts = new Amounts();
    count(gemm, chunks, groups, amounts);
    double slots =
        (double) spread.most() * vectors * chunks.bursts() * units * p.lanes() * p.channels();
    return new Work(
        spread.shares(
            n -> new Share(1, Optional.of(program(gemm, chunks, n, vectors)), 1, 1, 0, 0, 0)),
        amounts,
        0,
        0,
        gemm.macs() / slots);
  }

  private Program program(Gemm gemm, Chunks chunks, int groups, int vectors) {
    if (reuse) {
      return BufferKernels.reuse(chunks, groups, vectors, together(chunks, vectors));
    }
    // Matrices have vectors of their own: the buffer is filled anew for each.
    return gemm.matrices() == 1
        ? BufferKernels.gemv(chunks, groups, vectors)
        : BufferKernels.gemv(chunks, 1, Math.multiplyExact(groups, vectors));
  }

  private void count(Gemm gemm, Chunks chunks, double groups, Amounts amounts) {
    double burst = p.organisation().burstBits();
    double macs = groups * gemm.vectors() * chunks.bursts() * p.bankUnits();
    boolean stays = !reuse && gemm.matrices() == 1 && chunks.count() == 1;
    double busy = stays ? Math.min(groups, p.channels()) : groups;
    double loads = busy * gemm.vectors() * chunks.bursts();
    double reads = groups * gemm.vectors() * (reuse ? chunks.count() : 1);
    amounts.add(Roles.BANK, "read", macs * burst);
    amounts.add(Roles.PIM_UNIT, "mac", macs * p.lanes());
    // The buffer is written once a load; every unit takes a burst of it per command.
    amounts.add(Roles.PIM_UNIT, "register", (macs + loads) * burst);
    amounts.add(Roles.IO, "transfer", (loads + 2 * reads) * burst);
    amounts.add(Roles.TSV, "transfer", (loads + 2 * reads) * burst);
    // From the buffer in the middle of the die to every bank group; sums and biases to every bank.
    int bankGroups = p.organisation().bankGroups();
    double commands = macs / p.bankUnits();
    amounts.add(Roles.GLOBAL_IO, "transfer", (commands * bankGroups + 2 * reads) * burst);
    amounts.add(Roles.COLUMN_PATH, "transfer", (macs + 2 * reads) * burst);
    double partial = reuse ? chunks.count() - 1 : 0;
    amounts.add(Roles.HOST, "add", gemm.results() * partial);
  }

  @Override
  public Optional<Work> sum(long elements) {
    return Optional.empty();
  }

  @Override
  public long rows(Gemm gemm) {
    long groups = Gemm.ceil(Gemm.ceil(gemm.outputs(), p.bankUnits()), p.channels());
    return groups * chunks(gemm).count() * gemm.matrices() * p.bankUnits() * p.channels();
  }
}
