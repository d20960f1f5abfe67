package org.bitline.device.reram.wire;

/**
 * Resistances of an array's wires, in ohm.
 *
 * @param rowOhm of a row (or supply) wire between neighbouring cells, and from the driver
 * @param columnOhm of a column wire between neighbouring cells, and to the sense node
 * @param rowTerminalOhm of the driver
 * @param columnTerminalOhm of the sense node
 * @param selected of gated arrays
 * @param drive ends of rows with a driver
 * @param sense ends of columns with a sense node, both at 0 V; their currents are added
 * @param idle of rows driven from the side
 * @param cached whether effective matrices are kept on disk
 */
public record Wires(
    Topology topology,
    double rowOhm,
    double columnOhm,
    double rowTerminalOhm,
    double columnTerminalOhm,
    SelectedRows selected,
    Ends drive,
    Ends sense,
    IdleRows idle,
    boolean cached) {

  /** Which ends of a wire are connected. */
  public enum Ends {
    /** Rows at column 0, columns below the last row. */
    ONE_SIDED,
    /** Both ends of every row are driven by its input; both ends of every column are sensed. */
    TWO_SIDED
  }

  /** What becomes of a row whose drive is 0. */
  public enum IdleRows {
    /** It is held at 0 V: the array is one linear map. */
    DRIVEN,
    /** Its cells' selectors are open. */
    OPEN,
    /** Its driver is off; its cells stay connected. */
    FLOATING
  }

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

  /** Of rows that are driven, and columns that are sensed, at one end. */
  public Wires(
      Topology topology,
      double rowOhm,
      double columnOhm,
      double rowTerminalOhm,
      double columnTerminalOhm,
      SelectedRows selected) {
    this(
        topology,
        rowOhm,
        columnOhm,
        rowTerminalOhm,
        columnTerminalOhm,
        selected,
        Ends.ONE_SIDED,
        Ends.ONE_SIDED,
        IdleRows.DRIVEN,
        false);
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
    boolean sides = drive == Ends.TWO_SIDED || sense == Ends.TWO_SIDED || idle != IdleRows.DRIVEN;
    if (topology == Topology.SEPARATE_SOURCE && sides) {
      throw new IllegalArgumentException(
          "a separate-source array has no row wires: wires.drive and wires.sense are one-sided and"
              + " wires.idleRows is driven, or wires.topology is input-source");
    }
    if (idle != IdleRows.DRIVEN && (rowOhm == 0 || columnOhm == 0)) {
      throw new IllegalArgumentException(
          "rows that are open or float while idle are solved with wires.row and wires.column above"
              + " 0 ohm; set both, or wires.idleRows driven");
    }
  }

  /** Wires without resistance. */
  public static Wires none() {
    return new Wires(Topology.INPUT_SOURCE, 0, 0, 0, 0, SelectedRows.TOP);
  }

  /** Whether a wire has resistance. */
  public boolean present() {
    return rowOhm > 0 || columnOhm > 0 || rowTerminalOhm > 0 || columnTerminalOhm > 0;
  }

  /** Whether the drive decides the network, which then is solved for every input. */
  public boolean gated() {
    return present() && (topology == Topology.SEPARATE_SOURCE || idle != IdleRows.DRIVEN);
  }

  /** Which solver runs: a sentence for a person. */
  public String solver() {
    if (!present()) {
      return "wires: without resistance";
    } else if (topology == Topology.SEPARATE_SOURCE) {
      return "wires: a ladder per column, solved for every input (exact)";
    } else if (idle != IdleRows.DRIVEN) {
      return "wires: the network, solved for every input (currents at every node add up to 1e-10)";
    }
    return "wires: effective matrix, found at programming (exact)";
  }
}
