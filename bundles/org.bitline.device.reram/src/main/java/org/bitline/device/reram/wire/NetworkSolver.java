package org.bitline.device.reram.wire;

import org.bitline.device.reram.wire.Wires.IdleRows;

/**
 * Solves an array's network for one drive of its rows, where it is not one linear map: rows that
 * are open or float while their drive is 0, or cells that are not ohmic.
 *
 * <p>Newton's method on the currents at all nodes, halving a step that makes the largest one worse.
 * It ends where no node has more than {@link #residual} left, in currents of a cell at the highest
 * level and full scale. Ohmic cells take one step.
 *
 * <p>Thread-safe.
 */
public final class NetworkSolver {

  private static final double RESIDUAL = 1e-10;
  private static final double LINEAR_TOLERANCE = 1e-13;
  private static final int MOST_STEPS = 100;
  private static final int MOST_HALVINGS = 30;

  private final int rows;
  private final int columns;
  private final Wires wires;
  private final Segments segments;
  private final CellCurrent law;
  private final double residual;

  /**
   * For arrays of one size.
   *
   * @param wires driven from the side, both of resistance
   * @param maxSiemens largest conductance of a cell
   * @throws IllegalArgumentException with a sentence, for other wires
   */
  public NetworkSolver(int rows, int columns, Wires wires, double maxSiemens, CellCurrent law) {
    boolean sided = wires.topology() == Wires.Topology.INPUT_SOURCE;
    if (!sided || wires.rowOhm() == 0 || wires.columnOhm() == 0) {
      throw new IllegalArgumentException(
          "the nodes of an array are solved where wires.topology is input-source and wires.row and"
              + " wires.column are above 0 ohm");
    }
    this.rows = rows;
    this.columns = columns;
    this.wires = wires;
    this.segments = Segments.of(wires, maxSiemens);
    this.law = law;
    double largest = Math.max(segments.row(), segments.column());
    this.residual = Math.max(RESIDUAL, 64 * Math.ulp(largest));
  }

  /** What no node's current exceeds at the end: 1e-10, or the rounding of the wires' currents. */
  public double residual() {
    return residual;
  }

  /**
   * Currents of the columns.
   *
   * @param sides conductances over the largest, rows × columns; rows of the second side, if there
   *     is one, are wires of their own with the opposite drive
   * @param x drive of each row, in full scales
   */
  public double[] currents(double[][] sides, double[] x) {
    return solved(sides, x).sensed();
  }

  /** Voltages across the cells of one side, rows × columns. */
  double[] voltages(double[] cells, double[] x) {
    return solved(new double[][] {cells}, x).across();
  }

  private State solved(double[][] sides, double[] x) {
    State state = new State(sides, x);
    double left = state.residual();
    for (int step = 0; step < MOST_STEPS && !(left <= residual); step++) {
      left = state.step(left);
    }
    if (!(left <= residual)) {
      throw new IllegalArgumentException(
          "the currents of an array with these cells and wires do not settle: "
              + left
              + " of a cell's largest current is left; lower wires.row and wires.column");
    }
    return state;
  }

  /** Voltages of all nodes on their way to the solution. */
  private final class State {

    private final double[][] cells;
    private final double[] drive;
    private final WireBank rowWires;
    private final WireBank columnWires;
    private final LinearNetwork linear;
    private final double[][] atRows;
    private final double[][] atColumns;
    private double[][] rowLeft;
    private double[][] columnLeft;

    State(double[][] sides, double[] x) {
      int wiresAcross = sides.length * rows;
      cells = new double[columns][wiresAcross];
      drive = new double[wiresAcross];
      double[] source = new double[wiresAcross];
      for (int s = 0; s < sides.length; s++) {
        for (int r = 0; r < rows; r++) {
          int at = s * rows + r;
          drive[at] = s == 0 ? x[r] : -x[r];
          boolean total = fill(sides[s], r, at, x[r] == 0 && wires.idle() == IdleRows.OPEN);
          // A floating row without cells has no voltage: any will do.
          boolean floats = x[r] == 0 && wires.idle() == IdleRows.FLOATING && total;
          source[at] = floats ? 0 : segments.source();
        }
      }
      double[] sense = new double[columns];
      java.util.Arrays.fill(sense, segments.sense());
      rowWires =
          new WireBank(
              columns,
              segments.row(),
              source,
              segments.bothDriven() ? source : new double[wiresAcross]);
      columnWires =
          new WireBank(
              rows, segments.column(), segments.bothSensed() ? sense : new double[columns], sense);
      linear = new LinearNetwork(rowWires, columnWires, sides.length);
      atRows = new double[columns][wiresAcross];
      atColumns = new double[rows][columns];
    }

    /** Takes a row's cells; whether any conducts. */
    private boolean fill(double[] side, int row, int at, boolean open) {
      boolean any = false;
      for (int c = 0; c < columns; c++) {
        cells[c][at] = open ? 0 : side[row * columns + c];
        any |= cells[c][at] > 0;
      }
      return any;
    }

    /** The largest current that is missing at a node; keeps all of them. */
    double residual() {
      rowLeft = new double[columns][drive.length];
      columnLeft = new double[rows][columns];
      double[][] along = new double[columns][drive.length];
      rowWires.currents(atRows, along);
      rowWires.drive(drive, rowLeft);
      double[][] down = new double[rows][columns];
      columnWires.currents(atColumns, down);
      double largest = 0;
      for (int c = 0; c < columns; c++) {
        for (int i = 0; i < drive.length; i++) {
          double through = law.current(cells[c][i], atRows[c][i] - atColumns[i % rows][c]);
          rowLeft[c][i] -= along[c][i] + through;
          columnLeft[i % rows][c] += through;
          largest = Math.max(largest, Math.abs(rowLeft[c][i]));
        }
      }
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          columnLeft[r][c] -= down[r][c];
          largest = Math.max(largest, Math.abs(columnLeft[r][c]));
        }
      }
      return largest;
    }

    /** One step; what is left after it. */
    double step(double before) {
      double[][] slopes = new double[columns][drive.length];
      for (int c = 0; c < columns; c++) {
        for (int i = 0; i < drive.length; i++) {
          double slope = law.slope(cells[c][i], atRows[c][i] - atColumns[i % rows][c]);
          slopes[c][i] = Math.max(0, slope);
        }
      }
      double[][] rowStep = rowLeft;
      double[][] columnStep = columnLeft;
      linear.solve(slopes, LINEAR_TOLERANCE, rowStep, columnStep);
      move(rowStep, columnStep, 1);
      double after = residual();
      double length = 1;
      for (int i = 0; i < MOST_HALVINGS && after > before && after > residual; i++) {
        move(rowStep, columnStep, -length / 2);
        length /= 2;
        after = residual();
      }
      return after;
    }

    private void move(double[][] rowStep, double[][] columnStep, double length) {
      for (int c = 0; c < columns; c++) {
        for (int i = 0; i < drive.length; i++) {
          atRows[c][i] += length * rowStep[c][i];
        }
      }
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          atColumns[r][c] += length * columnStep[r][c];
        }
      }
    }

    double[] across() {
      double[] across = new double[rows * columns];
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          across[r * columns + c] = atRows[c][r] - atColumns[r][c];
        }
      }
      return across;
    }

    double[] sensed() {
      double[] currents = new double[columns];
      for (int c = 0; c < columns; c++) {
        double first = segments.bothSensed() ? atColumns[0][c] : 0;
        currents[c] = segments.sense() * (atColumns[rows - 1][c] + first);
      }
      return currents;
    }
  }
}
