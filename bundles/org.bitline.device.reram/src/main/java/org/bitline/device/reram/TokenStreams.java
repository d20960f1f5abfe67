package org.bitline.device.reram;

import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Segments;

/** The stream of a token: by its input's key and its place in the input, not by its row. */
final class TokenStreams {

  private TokenStreams() {}

  static RandomStream of(RandomStream random, Segments segments, int row) {
    int segment = 0;
    while (row >= segments.start(segment + 1)) {
      segment++;
    }
    return random.at(segments.key(segment)).at(row - (long) segments.start(segment));
  }
}
