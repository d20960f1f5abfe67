package org.bitline.device.reram;

import java.util.List;
import java.util.function.IntFunction;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;

/** A programmed matrix: products with rounded input vectors. */
sealed interface Programmed permits Product, ExactProduct, StatisticalProduct {

  Geometry geometry();

  /** The expected share of conversions that clip, where clipping is counted and not computed. */
  default double clippedShare() {
    return 0;
  }

  /** How it is computed: sentences without numbers. */
  List<String> notes();

  /**
   * Writes the product to rows of a block.
   *
   * @param toColumn first column of the result in the block
   * @param noise the stream of reads with the vector of a row of the block
   * @return how many drives of rows were not 0, over all vectors and steps
   */
  long run(InputCodes x, float factor, Block y, int toColumn, IntFunction<RandomStream> noise);
}
