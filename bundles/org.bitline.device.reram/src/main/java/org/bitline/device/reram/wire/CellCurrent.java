package org.bitline.device.reram.wire;

/**
 * The current of a cell as a function of the voltage across it, in normalised units: conductance
 * over the largest level, voltage over full scale, current over that of a cell at the largest level
 * and full scale. It grows with the voltage and is 0 at 0 V.
 */
public interface CellCurrent {

  /** The current at a voltage. */
  double current(double conductance, double voltage);

  /** Its derivative with respect to the voltage. */
  double slope(double conductance, double voltage);

  /** G V. */
  record Ohmic() implements CellCurrent {
    @Override
    public double current(double conductance, double voltage) {
      return conductance * voltage;
    }

    @Override
    public double slope(double conductance, double voltage) {
      return conductance;
    }
  }
}
