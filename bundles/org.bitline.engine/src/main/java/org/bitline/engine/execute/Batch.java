package org.bitline.engine.execute;

import java.util.ArrayList;
import java.util.List;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.api.workload.TokenSequence;

/**
 * Inputs that run together.
 *
 * @param first place of the first in the list of all inputs
 * @param block token id, position and type of each row
 */
record Batch(int first, Block block) {

  /** Enough tokens for the kernels to be efficient, few enough for the blocks to stay in cache. */
  private static final int TOKENS = 256;

  /** Cuts inputs into batches, in order; the cut does not depend on the number of threads. */
  static List<Batch> of(List<TokenSequence> inputs) {
    List<Batch> batches = new ArrayList<>();
    int from = 0;
    while (from < inputs.size()) {
      int to = from;
      int tokens = 0;
      while (to < inputs.size() && (to == from || tokens + inputs.get(to).ids().length <= TOKENS)) {
        tokens += inputs.get(to++).ids().length;
      }
      batches.add(batch(from, inputs.subList(from, to)));
      from = to;
    }
    return batches;
  }

  private static Batch batch(int first, List<TokenSequence> inputs) {
    Segments segments =
        new Segments(
            inputs.stream().mapToLong(TokenSequence::key).toArray(),
            inputs.stream().mapToInt(i -> i.ids().length).toArray(),
            inputs.stream().mapToInt(TokenSequence::valid).toArray());
    Block block = Block.zeros(segments, 3, 32);
    for (int s = 0; s < segments.count(); s++) {
      int[] ids = inputs.get(s).ids();
      for (int t = 0; t < ids.length; t++) {
        int row = segments.start(s) + t;
        block.data()[3 * row] = ids[t];
        block.data()[3 * row + 1] = t;
      }
    }
    return new Batch(first, block);
  }
}
