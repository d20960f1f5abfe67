package org.bitline.device.dram.kernel;

import java.util.List;
import org.bitline.device.dram.command.Command;
import org.bitline.device.dram.command.Program;
import org.bitline.device.dram.command.Step.Burst;

/**
 * Traffic of a host: bursts at successive addresses, of which this channel gets those that the
 * address map gives it. Banks of a group change fastest, then groups, then columns, then rows.
 */
public final class HostStreams {

  private HostStreams() {}

  /**
   * A linear stream.
   *
   * @param command READ or WRITE
   * @param banks of the channel
   * @param columns bursts of a row
   * @param first the first burst, counted from address 0 of the channel
   * @param bursts how many
   */
  public static Program linear(Command command, int banks, int columns, long first, long bursts) {
    Program.Builder program = new Program.Builder();
    long head = Math.min(bursts, (banks - first % banks) % banks);
    for (long n = first; n < first + head; n++) {
      program.add(single(command, banks, columns, n));
    }
    long from = first + head;
    int rounds = Math.toIntExact((bursts - head) / banks);
    if (rounds > 0) {
      program.begin();
      for (int b = 0; b < banks; b++) {
        long column = from / banks;
        program.add(
            new Burst(
                command, b, (int) (column / columns), (int) (column % columns), List.of(1), 1, 0));
      }
      program.end(rounds, columns);
    }
    for (long n = from + (long) rounds * banks; n < first + bursts; n++) {
      program.add(single(command, banks, columns, n));
    }
    return program.build();
  }

  private static Burst single(Command command, int banks, int columns, long burst) {
    long column = burst / banks;
    return new Burst(
        command,
        (int) (burst % banks),
        (int) (column / columns),
        (int) (column % columns),
        List.of(),
        1,
        0);
  }
}
