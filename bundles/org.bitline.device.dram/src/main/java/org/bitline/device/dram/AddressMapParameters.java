package org.bitline.device.dram;

import java.util.List;
import org.bitline.api.unit.Param;

/**
 * Which bits of a physical address choose channel, rank, bank group, bank, row and burst. Each
 * entry is one bit of the field, lowest first: the number of an address bit, or several joined by
 * {@code ^} whose exclusive or it is. Bits below a burst are left out: bit 0 is the lowest of the
 * burst's number.
 */
record AddressMapParameters(
    @Param(doc = "Bits of the channel.") List<String> channel,
    @Param(doc = "Bits of the rank.") List<String> rank,
    @Param(doc = "Bits of the bank group.") List<String> bankGroup,
    @Param(doc = "Bits of the bank in its group.") List<String> bank,
    @Param(doc = "Bits of the row.") List<String> row,
    @Param(doc = "Bits of the burst in its row.") List<String> column) {}
