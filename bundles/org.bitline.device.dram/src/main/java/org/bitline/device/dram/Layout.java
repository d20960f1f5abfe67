package org.bitline.device.dram;

import java.util.List;
import org.bitline.api.device.WeightLayout;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.device.dram.AddressMap.Place;
import org.bitline.device.dram.DramPimParameters.Kernel;
import org.bitline.device.dram.DramPimParameters.Style;
import org.bitline.device.dram.kernel.RegisterKernels;

/**
 * Where the weights of a matrix lie. Matrices follow one another: each begins where no row, or for
 * independent units no row's bursts of the address space, holds weights of those before it.
 */
@FunctionalInterface
interface Layout {

  /**
   * A weight's place.
   *
   * @param bank number in the rank
   * @param burst of the row
   * @param lane number in the burst
   */
  record Location(int channel, int rank, int bank, int row, int burst, int lane) {}

  /** The place of a weight by its output and input. */
  Location of(int output, int input);

  /**
   * The layout that a device's programs read; with {@code fastest} that of the stock kernel.
   *
   * @param rows of every bank, or for independent units of the address space, that are taken
   */
  static Layout of(DramPimParameters p, int inputs, long rows) {
    return switch (p.unit().style()) {
      case REGISTERS -> reuses(p) ? reuse(p, inputs, rows) : tiles(p, inputs, rows);
      case BUFFER -> rows(p, inputs, rows);
      case INDEPENDENT -> blocks(p, inputs, rows);
    };
  }

  private static boolean reuses(DramPimParameters p) {
    return p.unit().kernel() == Kernel.REUSE;
  }

  /** Rows of every bank, or for independent units of the address space, that a matrix takes. */
  static long taken(DramPimParameters p, Kernel kernel, int inputs, int outputs) {
    boolean registers = p.unit().style() == Style.REGISTERS;
    boolean reuse = kernel == Kernel.REUSE;
    int width = p.bankUnits() * (registers && !reuse ? RegisterKernels.REGISTERS : 1);
    long pieces = Gemm.ceil(Gemm.ceil(outputs, width), p.channels());
    int bursts = Gemm.ceil(inputs, p.lanes());
    return switch (p.unit().style()) {
      case REGISTERS ->
          Gemm.ceil(
              pieces * (reuse ? reusedBursts(p, inputs) : tileBursts(p, inputs)),
              (long) p.organisation().burstsPerRow());
      case BUFFER -> pieces * Gemm.ceil(bursts, p.unit().inputBursts());
      case INDEPENDENT -> Gemm.ceil((long) bursts * outputs, p.organisation().burstsPerRow());
    };
  }

  /** Bursts of a bank that a tile of outputs takes: even and odd banks alike. */
  private static long tileBursts(DramPimParameters p, int inputs) {
    int tiles = Gemm.ceil(inputs, RegisterKernels.REGISTERS * p.lanes());
    return (long) RegisterKernels.TILE_MACS * Gemm.ceil(tiles, 2);
  }

  private static long reusedBursts(DramPimParameters p, int inputs) {
    int tiles = Gemm.ceil(inputs, RegisterKernels.REGISTERS * p.lanes());
    return (long) tiles * RegisterKernels.REGISTERS;
  }

  /** Tiles of 8 outputs per unit by 8 bursts of inputs; even tiles in even banks, odd in odd. */
  private static Layout tiles(DramPimParameters p, int inputs, long rows) {
    int registers = RegisterKernels.REGISTERS;
    int tileInputs = registers * p.lanes();
    long perTile = tileBursts(p, inputs);
    return (output, input) -> {
      int tile = output / (registers * p.bankUnits());
      int unit = output / registers % p.bankUnits();
      int inputTile = input / tileInputs;
      int group = input % tileInputs / p.lanes();
      long column =
          tile / p.channels() * perTile
              + RegisterKernels.TILE_MACS * (inputTile / 2)
              + registers * group
              + output % registers;
      return at(p, tile % p.channels(), 2 * unit + inputTile % 2, rows, column, input % p.lanes());
    };
  }

  /** One output per unit, bursts of inputs in order, in even banks. */
  private static Layout reuse(DramPimParameters p, int inputs, long rows) {
    long perOutput = reusedBursts(p, inputs);
    return (output, input) -> {
      int piece = output / p.bankUnits();
      long column = piece / p.channels() * perOutput + input / p.lanes();
      return at(
          p, piece % p.channels(), 2 * (output % p.bankUnits()), rows, column, input % p.lanes());
    };
  }

  /** One output per bank, a row per chunk of inputs. */
  private static Layout rows(DramPimParameters p, int inputs, long rows) {
    int buffer = p.unit().inputBursts();
    int chunks = Gemm.ceil(Gemm.ceil(inputs, p.lanes()), buffer);
    return (output, input) -> {
      int group = output / p.bankUnits();
      int burst = input / p.lanes();
      int row = group / p.channels() * chunks + burst / buffer;
      long column = (long) row * p.organisation().burstsPerRow() + burst % buffer;
      int bank = output % p.bankUnits() * p.unit().banksPerUnit();
      return at(p, group % p.channels(), bank, rows, column, input % p.lanes());
    };
  }

  private static Location at(
      DramPimParameters p, int channel, int bank, long rows, long column, int lane) {
    int columns = p.organisation().burstsPerRow();
    long row = rows + column / columns;
    if (p.unit().style() == Style.REGISTERS) {
      row = RegisterKernels.beyondModeRows(row);
    }
    return new Location(channel, 0, bank, Math.toIntExact(row), (int) (column % columns), lane);
  }

  /** Row-major in the address space of the host. */
  private static Layout blocks(DramPimParameters p, int inputs, long rows) {
    AddressMap map =
        new AddressMap(
            p.addressMap()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "the key \"addressMap\" is missing; without it nothing says where"
                                + " weights lie")),
            p.organisation(),
            p.channels());
    long perRow = Gemm.ceil(inputs, p.lanes());
    long first = rows * p.organisation().burstsPerRow();
    return (output, input) -> {
      Place place = map.place(first + output * perRow + input / p.lanes());
      int bank = place.group() * p.organisation().banksPerGroup() + place.bank();
      return new Location(
          place.channel(), place.rank(), bank, place.row(), place.column(), input % p.lanes());
    };
  }

  /** The parts of an address; of HBM a channel is a pseudo channel, and a column is a burst. */
  List<String> FIELDS =
      List.of("stack", "channel", "rank", "bankGroup", "bank", "row", "column", "lane", "byte");

  /** Addresses of a product's weights behind those of others. */
  static WeightLayout addresses(
      DramPimParameters p, StaticMatmul product, List<StaticMatmul> before) {
    long rows =
        before.stream()
            .mapToLong(m -> taken(p, p.unit().kernel(), m.rows().size(), m.columns().size()))
            .sum();
    Layout layout = of(p, product.rows().size(), rows);
    Memory.Organisation o = p.organisation();
    return new WeightLayout(
        FIELDS,
        (row, column, address) -> {
          Location at = layout.of(column - product.columns().from(), row - product.rows().from());
          address[0] = at.channel() / o.channelsPerStack();
          address[1] = at.channel() % o.channelsPerStack();
          address[2] = at.rank();
          address[3] = at.bank() / o.banksPerGroup();
          address[4] = at.bank() % o.banksPerGroup();
          address[5] = at.row();
          address[6] = at.burst();
          address[7] = at.lane();
          address[8] = at.lane() * p.unit().numbers().bits() / 8;
        });
  }
}
