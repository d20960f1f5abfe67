package org.bitline.device.digital;

import java.util.stream.IntStream;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;

/** Row numbers. */
final class Rows {

  private Rows() {}

  /** The rows of an input that are kept. */
  static int[] kept(Segments segments, int segment, Selection kept) {
    int start = segments.start(segment);
    return IntStream.range(start, start + segments.length(segment)).filter(kept::keeps).toArray();
  }

  /** All rows of a block that are kept. */
  static int[] kept(Segments segments, Selection kept) {
    return IntStream.range(0, segments.rows()).filter(kept::keeps).toArray();
  }

  /** The first rows of an input: those that are not padding, or all. */
  static int[] first(Segments segments, int segment, int count) {
    int start = segments.start(segment);
    return IntStream.range(start, start + count).toArray();
  }
}
