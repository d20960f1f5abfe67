package org.bitline.device.dram;

import org.bitline.device.dram.AddressMap.Place;
import org.bitline.device.dram.kernel.RegisterKernels;

/** Where the weights of a matrix lie, the first one of the device at its first rows. */
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

  /** The layout that a device's programs read. */
  static Layout of(DramPimParameters p, int inputs) {
    return switch (p.unit().style()) {
      case REGISTERS ->
          p.unit().kernel() == DramPimParameters.Kernel.REUSE ? reuse(p, inputs) : tiles(p, inputs);
      case BUFFER -> rows(p, inputs);
      case INDEPENDENT -> blocks(p, inputs);
    };
  }

  /** Tiles of 8 outputs per unit by 8 bursts of inputs; even tiles in even banks, odd in odd. */
  private static Layout tiles(DramPimParameters p, int inputs) {
    int registers = RegisterKernels.REGISTERS;
    int tileInputs = registers * p.lanes();
    int even = (Gemm.ceil(inputs, tileInputs) + 1) / 2;
    return (output, input) -> {
      int tile = output / (registers * p.bankUnits());
      int unit = output / registers % p.bankUnits();
      int inputTile = input / tileInputs;
      int group = input % tileInputs / p.lanes();
      int column =
          RegisterKernels.TILE_MACS * (inputTile / 2 + tile / p.channels() * even)
              + registers * group
              + output % registers;
      return at(p, tile % p.channels(), 2 * unit + inputTile % 2, column, input % p.lanes());
    };
  }

  /** One output per unit, bursts of inputs in order, in even banks. */
  private static Layout reuse(DramPimParameters p, int inputs) {
    int registers = RegisterKernels.REGISTERS;
    int perOutput = Gemm.ceil(inputs, registers * p.lanes()) * registers;
    return (output, input) -> {
      int piece = output / p.bankUnits();
      int column = piece / p.channels() * perOutput + input / p.lanes();
      return at(p, piece % p.channels(), 2 * (output % p.bankUnits()), column, input % p.lanes());
    };
  }

  /** One output per bank, a row per chunk of inputs. */
  private static Layout rows(DramPimParameters p, int inputs) {
    int buffer = p.unit().inputBursts();
    int chunks = Gemm.ceil(Gemm.ceil(inputs, p.lanes()), buffer);
    return (output, input) -> {
      int group = output / p.bankUnits();
      int burst = input / p.lanes();
      int row = group / p.channels() * chunks + burst / buffer;
      int column = row * p.organisation().burstsPerRow() + burst % buffer;
      int bank = output % p.bankUnits() * p.unit().banksPerUnit();
      return at(p, group % p.channels(), bank, column, input % p.lanes());
    };
  }

  private static Location at(DramPimParameters p, int channel, int bank, int column, int lane) {
    int columns = p.organisation().burstsPerRow();
    return new Location(channel, 0, bank, column / columns, column % columns, lane);
  }

  /** Row-major in the address space of the host. */
  private static Layout blocks(DramPimParameters p, int inputs) {
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
    return (output, input) -> {
      Place place = map.place(output * perRow + input / p.lanes());
      int bank = place.group() * p.organisation().banksPerGroup() + place.bank();
      return new Location(
          place.channel(), place.rank(), bank, place.row(), place.column(), input % p.lanes());
    };
  }

  /**
   * A table of all bursts, one line each: output, first input, channel, rank, bank, row, burst;
   * separated by commas, with a header.
   */
  static void dump(DramPimParameters p, int inputs, int outputs, Appendable to)
      throws java.io.IOException {
    Layout layout = of(p, inputs);
    to.append("output,first input,channel,rank,bank,row,burst\n");
    for (int output = 0; output < outputs; output++) {
      for (int input = 0; input < inputs; input += p.lanes()) {
        Location l = layout.of(output, input);
        to.append(
            String.join(
                ",",
                java.util.stream.IntStream.of(
                        output, input, l.channel(), l.rank(), l.bank(), l.row(), l.burst())
                    .mapToObj(Integer::toString)
                    .toList()));
        to.append('\n');
      }
    }
  }
}
