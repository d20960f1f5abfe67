package org.bitline.api.device;

import java.util.List;

/**
 * Where each weight of a matrix lies in a memory.
 *
 * @param fields the parts of an address, outermost first, e.g. channel, bank, row, column
 * @param locator finds a weight
 */
public record WeightLayout(List<String> fields, Locator locator) {

  public WeightLayout {
    fields = List.copyOf(fields);
  }

  /** Finds a weight. */
  @FunctionalInterface
  public interface Locator {

    /**
     * Writes a weight's address.
     *
     * @param row of the whole matrix, in the rows that the operation has
     * @param column of the whole matrix, in the columns that the operation has
     * @param address takes a number per field
     */
    void locate(int row, int column, int[] address);
  }
}
