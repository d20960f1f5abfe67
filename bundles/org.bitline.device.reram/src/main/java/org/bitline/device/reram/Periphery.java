package org.bitline.device.reram;

import org.bitline.api.device.Component;
import org.bitline.api.device.CostTable;
import org.bitline.device.reram.EnergyParameters.Mode;

/** Refuses what the periphery of arrays cannot be. */
final class Periphery {

  private Periphery() {}

  /** Parameters that do not go together. */
  static void check(ReramParameters p) {
    int together = p.periphery().rowsAtOnce();
    if (together > 0 && p.array().rows() % together != 0) {
      throw new IllegalArgumentException(
          "periphery.rowsAtOnce is "
              + together
              + " and array.rows "
              + p.array().rows()
              + "; groups of rows are equal, so the rows at once must divide the rows");
    }
    boolean wires =
        p.wires().row() + p.wires().column() + p.wires().rowTerminal() + p.wires().columnTerminal()
            > 0;
    if (Steps.rowsTogether(p) < p.array().rows() && wires) {
      throw new IllegalArgumentException(
          "periphery.rowsAtOnce and wires with resistance together have no model here; drive all"
              + " rows at once or leave the wires out");
    }
    if (p.periphery().bitTime() > 0 && p.adc().resolution() == 0) {
      throw new IllegalArgumentException(
          "periphery.bitTime is the time of a bit, and adc.model is ideal; name a model of the"
              + " converter, or leave bitTime out");
    }
  }

  /** Prices that the reckoning asks for. */
  static void check(ReramParameters p, CostTable costs) {
    Component cell = costs.components().get(Roles.CELL);
    boolean conducts = cell.actions().containsKey("conduct");
    if (!conducts && p.energy().mode() != Mode.FIXED) {
      throw new IllegalArgumentException(
          "energy.mode is "
              + p.energy().mode().reckoning()
              + ", and the component "
              + cell.name()
              + " has no price of the action conduct (joules per siemens and pulse); name another"
              + " cell, or set energy.mode to fixed");
    }
    if (!conducts && !cell.actions().containsKey("read")) {
      throw new IllegalArgumentException(
          "the component "
              + cell.name()
              + " prices neither the action read (of an array) nor conduct (per siemens and pulse);"
              + " cells need one of them");
    }
  }
}
