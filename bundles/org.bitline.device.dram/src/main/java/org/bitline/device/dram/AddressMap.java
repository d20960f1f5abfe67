package org.bitline.device.dram;

import java.util.List;

/**
 * Where the bursts of a physical address space lie: every bit of a field is the exclusive or of
 * address bits.
 */
final class AddressMap {

  private final long[] channel;
  private final long[] rank;
  private final long[] group;
  private final long[] bank;
  private final long[] row;
  private final long[] column;

  /** A place. */
  record Place(int channel, int rank, int group, int bank, int row, int column) {}

  /**
   * @throws IllegalArgumentException with a sentence, where the map does not fit the organisation,
   *     or puts two bursts in one place
   */
  AddressMap(AddressMapParameters p, Memory.Organisation organisation, int channels) {
    this.channel = field("channel", p.channel(), channels, "channels");
    this.rank = field("rank", p.rank(), organisation.ranks(), "organisation.ranks");
    this.group =
        field("bankGroup", p.bankGroup(), organisation.bankGroups(), "organisation.bankGroups");
    this.bank = field("bank", p.bank(), organisation.banksPerGroup(), "organisation.banksPerGroup");
    this.row = field("row", p.row(), organisation.rowsPerBank(), "organisation.rowsPerBank");
    this.column =
        field("column", p.column(), organisation.burstsPerRow(), "organisation.burstsPerRow");
    unique();
  }

  private static long[] field(String name, List<String> bits, int size, String of) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException(
          of
              + " is "
              + size
              + ", no power of two, so no bits of an address choose among them;"
              + " change it, or leave addressMap out");
    }
    if (1L << bits.size() != size) {
      throw new IllegalArgumentException(
          "addressMap."
              + name
              + " has "
              + bits.size()
              + " bits for "
              + size
              + " ("
              + of
              + "); give "
              + Integer.numberOfTrailingZeros(size));
    }
    return bits.stream().mapToLong(text -> mask(name, text)).toArray();
  }

  private static long mask(String name, String text) {
    long mask = 0;
    for (String bit : text.split("\\^", -1)) {
      if (!bit.trim().matches("[0-9]{1,2}") || Integer.parseInt(bit.trim()) > 62) {
        throw new IllegalArgumentException(
            "addressMap."
                + name
                + " has \""
                + text
                + "\"; a bit is a number from 0 to 62, or several joined by ^");
      }
      mask ^= 1L << Integer.parseInt(bit.trim());
    }
    return mask;
  }

  private long[][] fields() {
    return new long[][] {channel, rank, group, bank, row, column};
  }

  /** As many independent bits as the address has: else two addresses share a place. */
  private void unique() {
    long[] rows =
        java.util.Arrays.stream(fields()).flatMapToLong(java.util.Arrays::stream).toArray();
    int bits = rows.length;
    int found = 0;
    for (int bit = 0; bit < bits; bit++) {
      int pivot = found;
      while (pivot < bits && (rows[pivot] >> bit & 1) == 0) {
        pivot++;
      }
      if (pivot == bits) {
        throw new IllegalArgumentException(
            "addressMap puts two bursts in one place: its fields do not tell addresses apart that"
                + " differ in bit "
                + bit
                + "; every bit from 0 to "
                + (bits - 1)
                + " must decide something that the others do not");
      }
      long swap = rows[found];
      rows[found] = rows[pivot];
      rows[pivot] = swap;
      for (int i = 0; i < bits; i++) {
        if (i != found && (rows[i] >> bit & 1) == 1) {
          rows[i] ^= rows[found];
        }
      }
      found++;
    }
  }

  Place place(long burst) {
    return new Place(
        value(channel, burst),
        value(rank, burst),
        value(group, burst),
        value(bank, burst),
        value(row, burst),
        value(column, burst));
  }

  private static int value(long[] bits, long address) {
    int value = 0;
    for (int i = 0; i < bits.length; i++) {
      value |= (Long.bitCount(bits[i] & address) & 1) << i;
    }
    return value;
  }
}
