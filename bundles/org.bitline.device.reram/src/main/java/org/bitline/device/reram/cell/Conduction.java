package org.bitline.device.reram.cell;

/**
 * The current of a cell over its voltage: I = G V + a V² + b V³, in A and V, mirrored for negative
 * voltages.
 *
 * <p>{@link Law#MILO}: a = 1.388e-4 L³ + 1.541e-3 L² + 5.711e-3 L + 7.063e-3 and b = 8.871e-5 L² +
 * 6.7919e-4 L + 1.2968e-3, L = log₁₀(G in S), fitted by CrossSim 3.2.0
 * (simulator/devices/custom/RRAM_Milo.py) to HfO₂ cells of Milo et al., "Optimized programming
 * algorithms for multilevel RRAM in hardware neural networks", IRPS 2021,
 * doi:10.1109/IRPS46558.2021.9405119; 50 to 225 µS, up to 0.5 V.
 *
 * <p>Deviations: a and b are those of the nearest conductance in the range of the fit where a
 * disturbed cell is outside of it; the current's sign is the voltage's.
 *
 * @param fullVolts voltage of a row at full drive
 */
public record Conduction(Law law, double fullVolts) {

  /** Cells whose current is in proportion to the voltage. */
  public static final Conduction OHMIC = new Conduction(Law.OHMIC, 1);

  private static final Polynomial SQUARE = Polynomial.of(7.063e-3, 5.711e-3, 1.541e-3, 1.388e-4);
  private static final Polynomial CUBE = Polynomial.of(1.2968e-3, 6.7919e-4, 8.871e-5);

  /** A kind of cell. */
  public enum Law {
    OHMIC,
    MILO;

    /** Smallest conductance of the fit, S. */
    public static final double LOWEST = 50e-6;

    /** Largest conductance of the fit, S. */
    public static final double HIGHEST = 225e-6;

    /** Largest voltage of the fit, V. */
    public static final double VOLTS = 0.5;
  }

  public boolean ohmic() {
    return law == Law.OHMIC;
  }

  /** a · V_full: what the square of a drive of 1 adds to the conductance, in S. */
  public double square(double siemens) {
    return ohmic() ? 0 : SQUARE.at(logarithm(siemens)) * fullVolts;
  }

  /** b · V_full²: what the cube of a drive of 1 adds to the conductance, in S. */
  public double cube(double siemens) {
    return ohmic() ? 0 : CUBE.at(logarithm(siemens)) * fullVolts * fullVolts;
  }

  /** Current over V_full of a cell at a drive between −1 and 1, in S. */
  public double current(double siemens, double drive) {
    if (ohmic() || drive == 0) {
      return siemens * drive;
    }
    double size = Math.abs(drive);
    double current = size * (siemens + size * (square(siemens) + size * cube(siemens)));
    return drive < 0 ? -current : current;
  }

  private static double logarithm(double siemens) {
    return StrictMath.log10(Math.max(Law.LOWEST, Math.min(Law.HIGHEST, siemens)));
  }
}
