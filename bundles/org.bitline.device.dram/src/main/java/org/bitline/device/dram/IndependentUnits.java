package org.bitline.device.dram;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bitline.device.dram.AddressMap.Place;
import org.bitline.device.dram.DramPimParameters.Level;
import org.bitline.device.dram.Work.Share;
import org.bitline.device.dram.command.Command;
import org.bitline.device.dram.command.Machine;
import org.bitline.device.dram.kernel.HostStreams;

/**
 * Units that run a kernel of their own over the blocks of a matrix that the address map puts before
 * them, at one of four levels.
 *
 * <p>A product takes: the host's writes of the inputs that each unit needs (localisation), the
 * weights streamed from the unit's banks or its multiply-accumulates, whichever is longer, once for
 * as many vectors as it has accumulators, and the host's reads of partial sums (reduction). After
 * StepStone PIM (Cho et al., SC 2021, arXiv 2012.00158). Deviations: only the abstract could be
 * read; a unit at a channel sits beside the host and takes inputs and gives sums without using the
 * memory's bus; units of a rank share no inputs. Partial sums have 32 bits.
 */
final class IndependentUnits implements Units {

  private static final int SUM_BITS = 32;

  private final DramPimParameters p;
  private final Machine machine;
  private final AddressMap map;
  private final ConcurrentHashMap<List<Integer>, Blocks> known = new ConcurrentHashMap<>();

  IndependentUnits(DramPimParameters p, Cycles cycles) {
    this.p = p;
    if (p.unit().macRate() <= 0) {
      throw new IllegalArgumentException(
          "unit.macRate is 0; independent units need their multiply-accumulates a second, as in"
              + " \"1 GHz\"");
    }
    this.map =
        new AddressMap(
            p.addressMap()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "the key \"addressMap\" is missing; independent units need to know"
                                + " which blocks of a matrix are theirs")),
            p.organisation(),
            p.channels());
    Level level = p.unit().level();
    this.machine =
        Memory.machine(
            p.organisation(),
            p.delays(),
            p.refresh(),
            cycles,
            level.ordinal() >= Level.DEVICE.ordinal() ? p.organisation().bankGroups() : 1,
            level == Level.BANK ? 1 : p.organisation().banksPerGroup(),
            p.host().window(),
            1,
            false,
            Optional.empty());
  }

  /** Units of a channel. */
  static int units(DramPimParameters p) {
    Memory.Organisation o = p.organisation();
    return switch (p.unit().level()) {
      case BANK -> o.ranks() * o.banks();
      case BANK_GROUP -> o.ranks() * o.bankGroups();
      case DEVICE -> o.ranks();
      case CHANNEL -> 1;
    };
  }

  private int unit(Place place) {
    Memory.Organisation o = p.organisation();
    return switch (p.unit().level()) {
      case BANK ->
          (place.rank() * o.bankGroups() + place.group()) * o.banksPerGroup() + place.bank();
      case BANK_GROUP -> place.rank() * o.bankGroups() + place.group();
      case DEVICE -> place.rank();
      case CHANNEL -> 0;
    };
  }

  @Override
  public Machine machine() {
    return machine;
  }

  private Blocks blocks(Gemm gemm) {
    int perRow = Gemm.ceil(gemm.inputs(), p.lanes());
    return known.computeIfAbsent(
        List.of(gemm.outputs(), perRow),
        shape -> Blocks.of(map, gemm.outputs(), perRow, p.channels(), units(p), this::unit));
  }

  @Override
  public Work product(Gemm gemm, int copies) {
    Blocks blocks = blocks(gemm);
    double burst = p.organisation().burstBits();
    int together = Math.min(gemm.vectors(), p.unit().accumulators());
    int passes = Gemm.ceil(gemm.vectors(), together);
    boolean outside = p.unit().level() != Level.CHANNEL;
    double inputs = outside ? (double) blocks.inputBursts() * gemm.vectors() * burst : 0;
    double sums = outside ? (double) blocks.outputs() * gemm.vectors() * SUM_BITS : 0;
    double macs = (double) blocks.most() * p.lanes() * gemm.vectors();
    double spent = macs * units(p) * p.channels();
    Share share =
        new Share(
            p.channels(),
            Optional.of(
                HostStreams.linear(
                    Command.READ, machine.banks(), machine.columns(), 0, blocks.most() * passes)),
            units(p),
            gemm.matrices(),
            inputs,
            sums,
            macs / p.unit().macRate());
    return new Work(
        List.of(share),
        amounts(gemm, blocks, passes),
        0,
        0,
        gemm.macs() / (spent * gemm.matrices()));
  }

  private Amounts amounts(Gemm gemm, Blocks blocks, int passes) {
    Level level = p.unit().level();
    double burst = p.organisation().burstBits();
    double weights = Gemm.ceil(gemm.inputs(), p.lanes()) * (double) gemm.outputs();
    double streamed = weights * gemm.matrices() * passes * burst;
    double macs = weights * gemm.matrices() * gemm.vectors() * p.lanes();
    double inputs = (double) blocks.allInputBursts() * gemm.matrices() * gemm.vectors() * burst;
    double sums = (double) blocks.allOutputs() * gemm.matrices() * gemm.vectors() * SUM_BITS;
    Amounts amounts = new Amounts();
    amounts.add(Roles.BANK, "read", streamed);
    Paths.inside(streamed, level, amounts);
    Paths.outside(inputs + sums, level, amounts);
    amounts.add(Roles.PIM_UNIT, "mac", macs);
    // An input and a sum per multiply-accumulate, the weight from the stream.
    amounts.add(
        Roles.PIM_UNIT,
        "register",
        macs / p.lanes() * burst + 2.0 * macs * SUM_BITS / p.lanes() + inputs + sums);
    double adds = ((double) blocks.allOutputs() / gemm.outputs() - 1) * gemm.results();
    amounts.add(Roles.HOST, "add", Math.max(0, adds));
    return amounts;
  }

  @Override
  public Optional<Work> sum(long elements) {
    return Optional.empty();
  }

  @Override
  public long rows(Gemm gemm) {
    long bursts = (long) Gemm.ceil(gemm.inputs(), p.lanes()) * gemm.outputs() * gemm.matrices();
    return Gemm.ceil(bursts, (long) p.organisation().burstsPerRow());
  }
}
