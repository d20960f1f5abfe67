package org.bitline.device.reram.wire;

/**
 * Resistances of an array's wires, in ohm.
 *
 * @param rowOhm of a row (or supply) wire between neighbouring cells, and from the driver
 * @param columnOhm of a column wire between neighbouring cells, and to the sense node
 * @param rowTerminalOhm of the driver
 * @param columnTerminalOhm of the sense node
 */
public record Wires(
    Topology topology,
    double rowOhm,
    double columnOhm,
    double rowTerminalOhm,
    double columnTerminalOhm,
    SelectedRows selected) {

  /** Where inputs enter. */
  public enum Topology {
    /** Each row wire is driven at the side of column 0; every row is driven in every read. */
    INPUT_SOURCE,
    /**
     * The input gates a cell's access transistor: a cell of input 0 is open. Each column has its
     * own supply wire beside the column wire.
     */
    SEPARATE_SOURCE
  }

  /** Which rows of a gated array are used where inputs are fewer than its rows. */
  public enum SelectedRows {
    /** Far from the sense node: unused rows lengthen the last column segment. */
    TOP,
    /** Near the sense node: unused rows lengthen the first supply segment. */
    BOTTOM
  }

  public Wires {
    boolean bare = topology == Topology.INPUT_SOURCE && columnOhm == 0 && columnTerminalOhm > 0;
    if (bare || topology == Topology.INPUT_SOURCE && rowOhm == 0 && rowTerminalOhm > 0) {
      throw new IllegalArgumentException(
          "a terminal resistance needs a segment resistance above 0 on the same wire");
    }
    boolean ends = rowTerminalOhm + columnTerminalOhm > 0;
    if (topology == Topology.SEPARATE_SOURCE && ends && rowOhm + columnOhm == 0) {
      throw new IllegalArgumentException(
          "terminals of a gated array need a segment resistance above 0 on one of its wires");
    }
  }

  /** Wires without resistance. */
  public static Wires none() {
    return new Wires(Topology.INPUT_SOURCE, 0, 0, 0, 0, SelectedRows.TOP);
  }

  public boolean present() {
    return rowOhm > 0 || columnOhm > 0 || rowTerminalOhm > 0 || columnTerminalOhm > 0;
  }

  public boolean gated() {
    return present() && topology == Topology.SEPARATE_SOURCE;
  }
}
