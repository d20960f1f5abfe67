package org.bitline.device.reram;

import org.bitline.api.unit.Param;

/**
 * How the energy of cells and row drivers is reckoned.
 *
 * <p>A cell takes V² G t per pulse. Where the model's row for {@code cell} prices the action {@code
 * conduct}, in joules per siemens and pulse, all reckonings are told side by side, and {@link
 * #mode} says which counts. Where it prices array reads alone, these count.
 */
record EnergyParameters(
    @Param(
            doc =
                "exact: sum over driven rows of programmed conductances; averaged: mean conductance"
                    + " times mean drive of the run; fixed: the row's price of an array read, or"
                    + " the densities assumed here.",
            byDefault = "fixed")
        Mode mode,
    @Param(
            doc = "Share of full drive that is assumed where nothing has run, and by fixed.",
            byDefault = "0.5",
            min = 0,
            max = 1)
        double inputDensity,
    @Param(
            doc =
                "Mean conductance of cells that is assumed where nothing has run, and by fixed:"
                    + " 0 for the smallest, 1 for the largest.",
            byDefault = "0.5",
            min = 0,
            max = 1)
        double conductance,
    @Param(
            doc = "In series with each cell, for the energy: its access transistor.",
            unit = "ohm",
            min = 0,
            byDefault = "0 ohm")
        double accessResistance) {

  /** What counts. */
  enum Mode {
    EXACT,
    AVERAGED,
    FIXED;

    /** The name in results. */
    String reckoning() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
