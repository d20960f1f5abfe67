package org.bitline.device.dram;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.bitline.device.dram.Work.Share;

/** Equal pieces of work dealt out to channels, one after another. */
record Spread(long pieces, int channels) {

  /** Pieces of the busiest channel. */
  int most() {
    return Math.toIntExact(Gemm.ceil(pieces, (long) channels));
  }

  /**
   * Channels by the pieces that they have; channels without any are left out.
   *
   * @param share one channel's work for so many pieces, for one channel
   */
  List<Share> shares(IntFunction<Share> share) {
    int full = (int) (pieces % channels == 0 ? channels : pieces % channels);
    List<Share> shares = new ArrayList<>();
    shares.add(of(full, share.apply(most())));
    if (full < channels && most() > 1) {
      shares.add(of(channels - full, share.apply(most() - 1)));
    }
    return shares;
  }

  private static Share of(int channels, Share one) {
    return new Share(
        channels,
        one.program(),
        one.streams(),
        one.times(),
        one.hostWriteBits(),
        one.hostReadBits(),
        one.computeSeconds());
  }
}
