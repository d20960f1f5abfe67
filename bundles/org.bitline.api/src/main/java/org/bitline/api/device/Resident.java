package org.bitline.api.device;

import java.util.List;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Selection;

/** What sits on a device, ready to run. */
@FunctionalInterface
public interface Resident {

  /**
   * Runs the operation it was made for. May be called from several threads at once.
   *
   * <p>A dynamic product works per input and head and never mixes two inputs. Random draws are
   * keyed by input and token ({@code random.at(key).at(token)}), never by a row's number, so that a
   * block of one input gives the same bits as a block of many.
   *
   * @param inputs in the operation's order; not to be changed
   * @param kept the rows of the result that are wanted
   * @param random keyed by seed, trial, device and operation
   * @param ledger takes the activity
   */
  Block run(List<Block> inputs, Selection kept, RandomStream random, Ledger ledger);

  /**
   * How its results are computed, where a reader of results should know: sentences without numbers,
   * so that residents that work alike say the same.
   */
  default List<String> notes() {
    return List.of();
  }

  /**
   * The same, with ranges fitted to inputs where the device's parameters ask for that ({@link
   * Device#calibrates}). To be called once, between placing and the first run; the result takes the
   * place of this.
   *
   * @param samples exact inputs of the operation, as {@link #run} takes them, of a few batches that
   *     do not depend on threads; in order
   */
  default Resident calibrated(List<List<Block>> samples) {
    return this;
  }
}
