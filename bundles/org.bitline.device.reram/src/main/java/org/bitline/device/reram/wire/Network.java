package org.bitline.device.reram.wire;

/** An array that is solved for one drive at a time. Thread-safe. */
public sealed interface Network {

  /**
   * Solves for one drive.
   *
   * @param cells conductances over the largest, rows × columns
   * @param x drive of each row, in full scales
   * @param out receives the current of each column, in currents of a cell at the highest level
   */
  void currents(double[] cells, double[] x, double[] out);

  /**
   * For arrays of one size.
   *
   * @param rows that are used
   * @param arrayRows that there are
   * @param wires any
   * @param law of the cells
   * @throws IllegalArgumentException with a sentence, for cells that are not ohmic where a wire has
   *     no resistance or each column a supply wire
   */
  static Network of(
      int rows, int columns, int arrayRows, Wires wires, double maxSiemens, CellCurrent law) {
    boolean ohmic = law instanceof CellCurrent.Ohmic;
    if (wires.gated() && wires.topology() == Wires.Topology.SEPARATE_SOURCE && ohmic) {
      return new Supplied(rows, arrayRows, wires, maxSiemens);
    }
    boolean bare = wires.rowOhm() == 0 || wires.columnOhm() == 0;
    return bare && ohmic
        ? new Mapped(rows, columns, wires, maxSiemens)
        : new Nodes(new NetworkSolver(rows, columns, wires, maxSiemens, law));
  }

  /** Columns with supply wires of their own: each is a ladder. */
  record Supplied(int rows, int arrayRows, Wires wires, double maxSiemens) implements Network {
    @Override
    public void currents(double[] cells, double[] x, double[] out) {
      GatedColumn column = new GatedColumn(rows, arrayRows, wires, maxSiemens);
      int columns = cells.length / rows;
      for (int c = 0; c < columns; c++) {
        out[c] = column.current(cells, c, columns, x);
      }
    }
  }

  /** One wire, or none, with resistance: ladders give the effective matrix at once. */
  record Mapped(int rows, int columns, Wires wires, double maxSiemens) implements Network {
    @Override
    public void currents(double[] cells, double[] x, double[] out) {
      double[] matrix = EffectiveMatrix.of(cells, rows, columns, wires, maxSiemens);
      java.util.Arrays.fill(out, 0, columns, 0);
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          out[c] += x[r] * matrix[r * columns + c];
        }
      }
    }
  }

  /** Rows driven from the side: all nodes at once. */
  record Nodes(NetworkSolver solver) implements Network {
    @Override
    public void currents(double[] cells, double[] x, double[] out) {
      double[] currents = solver.currents(new double[][] {cells}, x);
      System.arraycopy(currents, 0, out, 0, currents.length);
    }
  }
}
