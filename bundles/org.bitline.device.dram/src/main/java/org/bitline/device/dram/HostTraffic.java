package org.bitline.device.dram;

import java.util.Optional;
import org.bitline.device.dram.command.Command;
import org.bitline.device.dram.command.Machine;
import org.bitline.device.dram.command.SteadyState;
import org.bitline.device.dram.kernel.HostStreams;

/** Time of streams of the host, by the memory's commands: whole rows of all banks, in order. */
final class HostTraffic {

  /** Bursts beyond which a stream's time is that of so many, times the ratio. */
  private static final long LONG = 1 << 20;

  private final SteadyState engine;
  private final Machine machine;
  private final double clockSeconds;
  private final int burstBits;

  HostTraffic(
      Memory.Organisation organisation,
      Memory.Delays delays,
      Memory.Refresh refresh,
      Cycles cycles,
      int window) {
    Machine channel =
        Memory.machine(
            organisation,
            delays,
            refresh,
            cycles,
            organisation.bankGroups(),
            organisation.banksPerGroup(),
            window,
            1,
            false,
            Optional.empty());
    // A stream always finds rows to open, and would put refreshes off without end.
    this.machine = channel.with(channel.refresh().blocking());
    this.engine = new SteadyState(machine);
    this.clockSeconds = cycles.clockSeconds();
    this.burstBits = organisation.burstBits();
  }

  /** Seconds in which one channel reads so many bits, padded to bursts. */
  double reading(double bits) {
    return seconds(Command.READ, bits);
  }

  /** Seconds in which one channel takes so many bits. */
  double writing(double bits) {
    return seconds(Command.WRITE, bits);
  }

  private double seconds(Command command, double bits) {
    long bursts = (long) Math.ceil(bits / burstBits);
    if (bursts == 0) {
      return 0;
    }
    long some = Math.min(bursts, LONG);
    long cycles =
        engine
            .run(HostStreams.linear(command, machine.banks(), machine.columns(), 0, some))
            .cycles();
    return (double) cycles * bursts / some * clockSeconds;
  }
}
