package org.bitline.device.reram.array;

import org.bitline.device.reram.cell.Conduction;
import org.bitline.device.reram.wire.CellCurrent;

/** A cell's conduction in the normalised units of wires. A cell of no conductance is open. */
record ConductionLaw(Conduction conduction, double maxSiemens) implements CellCurrent {

  @Override
  public double current(double conductance, double voltage) {
    return conductance == 0
        ? 0
        : conduction.current(conductance * maxSiemens, voltage) / maxSiemens;
  }

  @Override
  public double slope(double conductance, double voltage) {
    if (conductance == 0) {
      return 0;
    }
    double siemens = conductance * maxSiemens;
    double size = Math.abs(voltage);
    double bent = 2 * conduction.square(siemens) + 3 * conduction.cube(siemens) * size;
    return (siemens + bent * size) / maxSiemens;
  }
}
