package org.bitline.devicekit;

import java.util.List;
import org.bitline.api.tensor.Block;
import org.bitline.api.workload.Operation;

/**
 * An operation with inputs for it.
 *
 * @param layouts for each input, how its columns are laid out
 * @param result how the result's columns are
 */
record Case(Operation operation, List<Block> inputs, List<Layout> layouts, Layout result) {

  /**
   * Columns of a block.
   *
   * @param heads 0 for plain columns; else the block is one of attention scores: heads × longest
   */
  record Layout(int heads) {

    static final Layout PLAIN = new Layout(0);
  }

  /** The same with one input of the batch alone. */
  Case only(int segment) {
    Block[] slices = new Block[inputs.size()];
    for (int i = 0; i < slices.length; i++) {
      slices[i] = Blocks.only(inputs.get(i), segment, layouts.get(i).heads());
    }
    return new Case(operation, List.of(slices), layouts, result);
  }

  Case with(Operation other) {
    return new Case(other, inputs, layouts, result);
  }
}
