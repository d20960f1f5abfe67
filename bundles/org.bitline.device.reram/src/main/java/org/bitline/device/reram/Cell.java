package org.bitline.device.reram;

import org.bitline.api.unit.Param;
import org.bitline.device.reram.array.ArrayDesign.Sampling;
import org.bitline.device.reram.cell.Conduction;

/** The memory cell of a {@code reram} device. */
record Cell(
    @Param(
            doc = "Bits per cell; 0 for a continuum of conductances, where weights are not sliced.",
            byDefault = "2",
            min = 0,
            max = 12)
        int bits,
    @Param(doc = "Largest conductance.", unit = "S", above = 0, byDefault = "500 uS")
        double maxConductance,
    @Param(
            doc = "Smallest conductance; 0 for an infinite on/off ratio.",
            unit = "S",
            min = 0,
            byDefault = "0.5 uS")
        double minConductance,
    @Param(
            doc =
                "Magnitude of the programming error, as a fraction of the largest conductance or"
                    + " of the cell's own; 0 for none; fitted models have a spread of their own.",
            byDefault = "0.01",
            min = 0,
            max = 1)
        double programmingError,
    @Param(doc = "How a programmed conductance errs.", byDefault = "normal-independent")
        ErrorModel programmingModel,
    @Param(
            doc =
                "Time since programming, for models that drift; with a programmingError of 0 cells"
                    + " drift from their exact targets.",
            unit = "s",
            min = 0,
            byDefault = "0 s")
        double age,
    @Param(
            doc = "Magnitude of the read noise, as that of the programming error; 0 for none.",
            byDefault = "0",
            min = 0,
            max = 1)
        double readNoise,
    @Param(
            doc = "How a conductance errs in every read: a normal or uniform model, or sonos.",
            byDefault = "normal-independent")
        ErrorModel readModel,
    @Param(
            doc =
                "column: one Gaussian per column and read, of the sum's mean and variance;"
                    + " cell: every cell at every read, slow. Telegraph noise and nonlinear cells"
                    + " are always read cell by cell.",
            byDefault = "column")
        Sampling readSampling,
    @Param(
            doc = "Keep disturbed conductances between the smallest and the largest.",
            byDefault = "false")
        boolean clip,
    @Param(
            doc =
                "Voltage of a row at full drive, for models that are fitted to currents and for"
                    + " nonlinear cells.",
            unit = "V",
            above = 0,
            byDefault = "0.1 V")
        double readVoltage,
    @Param(doc = "Writes that a cell survives.", byDefault = "1e9", above = 0) double endurance,
    @Param(doc = "Programming until a read finds the cell near its target; off by default.")
        WriteVerify writeVerify,
    @Param(doc = "Random telegraph noise; none by default.") Telegraph telegraph,
    @Param(
            doc =
                "ohmic: I = G V; milo: I = G V + a V^2 + b V^3 with a and b fitted to HfO2 cells"
                    + " from 50 to 225 uS, up to 0.5 V.",
            byDefault = "ohmic")
        Conduction.Law conduction,
    @Param(
            doc =
                "What undoes the mean of drift: one digital factor for all outputs of a matrix, or"
                    + " one per output column, from reads of the matrix when fresh and now.",
            byDefault = "none")
        Compensation compensation) {

  /** What shares a factor against drift. */
  enum Compensation {
    NONE,
    GLOBAL,
    COLUMN
  }

  /** Pulses that are repeated until the cell is near its target. */
  record WriteVerify(
      @Param(
              doc =
                  "Distance from the target at which programming stops, as a fraction of the"
                      + " largest conductance; 0 for programming without verification.",
              byDefault = "0",
              min = 0,
              max = 1)
          double tolerance,
      @Param(
              doc = "Pulses after which a cell stays as it is.",
              byDefault = "20",
              min = 1,
              max = 1000)
          int maxPulses) {}

  /** A trap near the filament that catches and frees a charge. */
  record Telegraph(
      @Param(
              doc =
                  "Part of a cell's conductance that is lost while its trap is occupied; 0 for no"
                      + " telegraph noise.",
              byDefault = "0",
              min = 0,
              max = 1)
          double amplitude,
      @Param(
              doc = "Probability that a trap is occupied in a read.",
              byDefault = "0.5",
              min = 0,
              max = 1)
          double occupancy,
      @Param(doc = "Part of the cells that have a trap.", byDefault = "1", min = 0, max = 1)
          double cells) {}

  Cell {
    if (minConductance >= maxConductance) {
      throw new IllegalArgumentException(
          "cell.minConductance is "
              + minConductance
              + " S and cell.maxConductance "
              + maxConductance
              + " S; the smallest must be below the largest");
    }
  }
}
