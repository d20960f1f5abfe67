package org.bitline.device.dram;

import java.util.List;
import java.util.Optional;
import org.bitline.device.dram.command.Program;

/**
 * What an operation asks of the channels.
 *
 * @param shares channels that do the same
 * @param amounts activity beside the programs' activations and the host's streams, of all channels
 * @param hostReadBits bits that the host reads, of all channels
 * @param laneAdds additions of the lanes of results, by the host
 * @param fill share of the units' multiply-accumulates that are wanted: the rest is padding and
 *     idle channels
 */
record Work(
    List<Share> shares, Amounts amounts, double hostReadBits, double laneAdds, double fill) {

  Work {
    shares = List.copyOf(shares);
  }

  /** The same where another device fetches the sums of lanes and adds them. */
  Work leavingSums() {
    List<Share> left =
        shares.stream()
            .map(
                s ->
                    new Share(
                        s.channels,
                        s.program,
                        s.streams,
                        s.times,
                        s.hostWriteBits,
                        0,
                        s.computeSeconds))
            .toList();
    return new Work(left, amounts, 0, 0, fill);
  }

  /**
   * Channels that do the same.
   *
   * @param channels how many
   * @param program commands of the PIM units; empty where none run
   * @param streams streams like the program's that run side by side in a channel, each in banks of
   *     its own
   * @param times how often program and traffic follow each other
   * @param hostWriteBits bits that the host writes into each channel first
   * @param hostReadBits bits that it reads from each afterwards
   * @param computeSeconds time that the units need at least, where they do not follow commands
   */
  record Share(
      int channels,
      Optional<Program> program,
      int streams,
      int times,
      double hostWriteBits,
      double hostReadBits,
      double computeSeconds) {}
}
