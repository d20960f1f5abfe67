package org.bitline.device.reram;

import org.bitline.api.unit.Param;

/** What surrounds the reads of an array, and how fast it is. Rates of 0 never limit. */
record PeripheryParameters(
    @Param(
            doc =
                "Rows of an array that are driven at once, a divisor of its rows; 0 for all."
                    + " Sums of each group are converted apart and added digitally.",
            byDefault = "0",
            min = 0,
            max = 4096)
        int rowsAtOnce,
    @Param(
            doc = "Columns that share a converter, one after another; 0 for all of an array.",
            byDefault = "0",
            min = 0,
            max = 4096)
        int columnsPerAdc,
    @Param(
            doc =
                "Whether currents are sampled and held while a converter goes through its columns;"
                    + " without, the array is driven again for each.",
            byDefault = "true")
        boolean held,
    @Param(doc = "Whether the next read goes on during a conversion.", byDefault = "true")
        boolean overlap,
    @Param(
            doc =
                "How a step of several bits is driven: amplitude in one read cycle; serial, a cycle"
                    + " for each bit; pulses, a cycle for each level, 2^bits - 1; integrated, the same"
                    + " time, but cells are driven once for each bit and the charge is added 2^k"
                    + " times.",
            byDefault = "amplitude")
        Drive drive,
    @Param(
            doc = "Time of one bit of a conversion; 0 for 1 / adc.rate whatever the bits.",
            unit = "s",
            min = 0,
            byDefault = "0 s")
        double bitTime,
    @Param(
            doc = "Whether a later step converts only the bits that earlier steps have not.",
            byDefault = "false")
        boolean residual,
    @Param(doc = "Pause after a step.", unit = "s", min = 0, byDefault = "0 s") double pause,
    @Param(
            doc = "Of the bus from a tile's buffer to its arrays.",
            unit = "bit/s",
            min = 0,
            byDefault = "0 bit/s")
        double busBandwidth,
    @Param(doc = "Of a tile's buffer.", unit = "bit/s", min = 0, byDefault = "0 bit/s")
        double bufferBandwidth,
    @Param(
            doc = "Of a tile's share of the routers, for results.",
            unit = "bit/s",
            min = 0,
            byDefault = "0 bit/s")
        double routerBandwidth,
    @Param(
            doc = "Additions a second of one shift-add unit.",
            unit = "Hz",
            min = 0,
            byDefault = "0 Hz")
        double shiftAddRate,
    @Param(doc = "Shift-add units of an array (ISAAC: four for eight).", byDefault = "0.5", min = 0)
        double shiftAddsPerArray,
    @Param(doc = "Shift-add units that a tile has beside.", byDefault = "1", min = 0)
        double shiftAddsPerTile) {

  /** How a step of several bits is driven. */
  enum Drive {
    AMPLITUDE,
    SERIAL,
    PULSES,
    INTEGRATED
  }
}
