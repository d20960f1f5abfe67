package org.bitline.device.reram;

import java.util.Set;
import org.bitline.api.device.Ledger;
import org.bitline.device.reram.EnergyParameters.Mode;
import org.bitline.device.reram.array.InputCoding;
import org.bitline.device.reram.array.RowConductance;

/**
 * The activity of products on arrays.
 *
 * <p>Of n vectors: every step drives the rows whose input is not 0 in all arrays across, reads all
 * arrays, and converts each column or column pair once, or their analog sum after the last step.
 * Inputs come from the tile's eDRAM over its bus to the input registers; results go to the output
 * registers, are added over groups of rows, and leave through the router to the next eDRAM.
 *
 * @param roles the components that there are; the others are not counted
 * @param conducts whether cells are priced by what they conduct
 * @param arrayReads whether cells are priced by reads of an array
 */
record Counts(ReramParameters p, Set<String> roles, boolean conducts, boolean arrayReads) {

  /** Bits of a result in registers and buffers (ISAAC). */
  static final int RESULT_BITS = 16;

  /** Writes down a product. */
  void product(Geometry g, int inputBits, Reading r, Ledger ledger) {
    InputCoding coding = Designs.input(p, inputBits);
    int steps = coding.steps();
    double n = r.vectors();
    double conversions = n * g.conversions(steps, p);
    double drives = (double) g.sides() * g.across() * Steps.repeats(p);
    boolean assumed = conducts && p.energy().mode() == Mode.FIXED;
    double driven = assumed ? p.energy().inputDensity() * n * g.rows() * steps : r.driven();
    add(ledger, Roles.DAC, "drive", driven * drives);
    add(ledger, Roles.WORD_LINE, "select", n * steps * g.rows() * drives);
    cells(g, coding, r, ledger);
    add(ledger, Roles.SAMPLE_HOLD, "sample", n * g.samples(steps, p));
    add(ledger, Roles.ADC, "convert", conversions);
    double outputs = n * g.columns();
    add(
        ledger,
        Roles.SHIFT_ADD,
        "add",
        conversions + outputs * (g.groups() - 1) + n * reference(g));
    double corrections = Corrections.adds(p, g, n, conversions);
    if (corrections > 0) {
      add(ledger, Roles.SHIFT_ADD, "add", corrections);
    }
    double moved = n * g.rows() * inputBits;
    int imas = Geometry.ceil((long) g.sides() * g.across(), p.chip().arraysPerIma());
    int tiles = Geometry.ceil((long) g.sides() * g.across(), p.chip().arraysPerTile());
    add(ledger, Roles.REGISTER_IN, "read", moved * imas);
    add(ledger, Roles.EDRAM, "read", moved * tiles);
    add(ledger, Roles.BUS, "transfer", moved * tiles);
    add(ledger, Roles.REGISTER_OUT, "write", outputs * g.blocks() * RESULT_BITS);
    add(ledger, Roles.ROUTER, "transfer", outputs * RESULT_BITS);
    add(ledger, Roles.EDRAM, "write", outputs * RESULT_BITS);
  }

  private void add(Ledger ledger, String role, String action, double amount) {
    if (roles.contains(role)) {
      ledger.add(role, action, amount);
    }
  }

  /** What cells take, in all ways that there is a price for. */
  private void cells(Geometry g, InputCoding coding, Reading r, Ledger ledger) {
    double reads = r.vectors() * coding.steps() * g.arrays();
    if (!conducts) {
      ledger.add(Roles.CELL, "read", reads);
      return;
    }
    tell(Mode.EXACT, "conduct", r.siemensPulses(), ledger);
    tell(Mode.AVERAGED, "conduct", r.meanSiemensPulses(), ledger);
    if (arrayReads) {
      tell(Mode.FIXED, "read", reads, ledger);
    } else {
      double amount = assumed(g, g.rows(), r.vectors(), coding).siemensPulses();
      tell(Mode.FIXED, "conduct", amount, ledger);
    }
  }

  private void tell(Mode mode, String action, double amount, Ledger ledger) {
    ledger.alternative(mode.reckoning(), Roles.CELL, action, amount);
    if (p.energy().mode() == mode) {
      ledger.add(Roles.CELL, action, amount);
    }
  }

  /** What vectors do where nothing has run, and so many rows have inputs. */
  Reading assumed(Geometry g, int rows, double vectors, InputCoding coding) {
    double density = p.energy().inputDensity();
    double driven = density * vectors * rows * coding.steps();
    double pulses = density * vectors * rows * Reading.full(coding, p);
    double amount = pulses * assumedSiemens() * g.cellsOfRow();
    return new Reading(vectors, driven, pulses, amount, amount);
  }

  /** What a cell is assumed to conduct. */
  private double assumedSiemens() {
    double range = p.cell().maxConductance() - p.cell().minConductance();
    return RowConductance.inSeries(
        p.cell().minConductance() + range * p.energy().conductance(),
        p.energy().accessResistance());
  }

  /** Additions that take the reference of single cells away: the inputs' sum, and one an output. */
  private static double reference(Geometry g) {
    if (g.sides() == 2) {
      return 0;
    }
    return (g.unitColumns() == 0 ? g.rows() : 0) + (double) g.columns() * g.groups();
  }

  /** Writes down how many conversions of n vectors are expected to clip, where that is known. */
  void clipped(Programmed product, Geometry read, double n, int inputBits, Ledger ledger) {
    int steps = Designs.input(p, inputBits).steps();
    double conversions = n * read.conversions(steps, p);
    long count = (long) Math.rint(conversions * product.clippedShare());
    if (count > 0) {
      ledger.histogram(Roles.ADC, "clip", 0, count);
    }
  }

  /** Writes down the digital addition of a bias. */
  void bias(double n, int columns, Ledger ledger) {
    add(ledger, Roles.SHIFT_ADD, "add", n * columns);
  }

  /** Writes down the programming of matrices, as it is foreseen. */
  void program(Geometry g, int weightBits, double matrices, Ledger ledger) {
    program(Programming.expected(g, weightBits, p), matrices, ledger);
  }

  /**
   * Writes down the programming of so many matrices. A verified pulse is followed by a read of the
   * row: one drive of the row, and for every cell that was pulsed a sample, a conversion, and its
   * share of an array read, or what a cell is assumed to conduct.
   */
  void program(Programming programming, double matrices, Ledger ledger) {
    double pulses = matrices * programming.cells() * programming.meanPulses();
    ledger.add(Roles.CELL, "write", pulses);
    if (!programming.verified()) {
      return;
    }
    add(ledger, Roles.DAC, "drive", matrices * programming.rowPulses());
    if (conducts) {
      ledger.add(Roles.CELL, "conduct", pulses * assumedSiemens());
    } else {
      ledger.add(Roles.CELL, "read", pulses / ((double) p.array().rows() * p.array().columns()));
    }
    add(ledger, Roles.SAMPLE_HOLD, "sample", pulses);
    add(ledger, Roles.ADC, "convert", pulses);
  }
}
