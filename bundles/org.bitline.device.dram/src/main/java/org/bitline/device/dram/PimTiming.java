package org.bitline.device.dram;

import java.util.Locale;
import java.util.Set;
import org.bitline.api.device.Timing;
import org.bitline.device.dram.DramPimParameters.Overlap;
import org.bitline.device.dram.Work.Share;
import org.bitline.device.dram.command.SteadyState;

/**
 * Time of an operation: host writes of operands that are not resident, the PIM kernel, host reads
 * of the results. They follow one another where PIM commands block the channel, and overlap where
 * banks have two row buffers. All channels take as long as the busiest.
 */
final class PimTiming {

  /** What is busy: PIM mode takes all channels. */
  static final String CHANNELS = "channels";

  private final SteadyState engine;
  private final HostTraffic host;
  private final Overlap overlap;
  private final double clockSeconds;

  PimTiming(SteadyState engine, HostTraffic host, Overlap overlap, double clockSeconds) {
    this.engine = engine;
    this.host = host;
    this.overlap = overlap;
    this.clockSeconds = clockSeconds;
  }

  /** What limits a time. */
  record Parts(double hostSeconds, double unitSeconds, Overlap overlap) {

    double seconds() {
      return overlap == Overlap.BLOCKING
          ? hostSeconds + unitSeconds
          : Math.max(hostSeconds, unitSeconds);
    }
  }

  /**
   * The busiest channel's time.
   *
   * @param writtenFirst bits that the host writes into each channel before all
   */
  Parts parts(Work work, double writtenFirst) {
    Parts longest = new Parts(0, 0, overlap);
    for (Share share : work.shares()) {
      Parts parts = parts(share, writtenFirst);
      longest = parts.seconds() > longest.seconds() ? parts : longest;
    }
    return longest;
  }

  private Parts parts(Share share, double writtenFirst) {
    double kernel =
        share.program().map(program -> engine.run(program).cycles() * clockSeconds).orElse(0.0);
    double traffic = host.writing(share.hostWriteBits()) + host.reading(share.hostReadBits());
    return new Parts(
        host.writing(writtenFirst) + share.times() * traffic,
        share.times() * Math.max(kernel, share.computeSeconds()),
        overlap);
  }

  /** An operation's timing from the parts of all its tokens and of one. */
  static Timing timing(Parts whole, Parts one, int tokens, double fill) {
    double latency = whole.seconds();
    double first = Math.min(latency, one.seconds());
    double interval = tokens == 1 ? latency : (latency - first) / (tokens - 1);
    String what = whole.hostSeconds() > whole.unitSeconds() ? "host traffic" : "PIM units";
    return new Timing(
        latency,
        first,
        // Copies may finish all tokens together with the first.
        interval > 0 ? interval : latency / tokens,
        Set.of(CHANNELS),
        String.format(Locale.ROOT, "%s (units filled to %.1f %%)", what, 100 * fill));
  }
}
