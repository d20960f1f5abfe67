package org.bitline.device.reram;

import org.bitline.api.unit.Param;
import org.bitline.device.reram.array.ConverterErrors.Calibration;

/** How converters of columns differ, drawn once per trial. */
record Mismatch(
    @Param(
            doc = "Standard deviation of a converter's gain, as a fraction.",
            byDefault = "0",
            min = 0,
            max = 0.1)
        double gain,
    @Param(
            doc =
                "Standard deviation of a converter's offset, in currents of a cell at the largest"
                    + " conductance and full drive.",
            byDefault = "0",
            min = 0)
        double offset,
    @Param(
            doc =
                "none; one-point: the offset is measured and subtracted from every code; two-point:"
                    + " offset and gain are.",
            byDefault = "none")
        Calibration calibration,
    @Param(doc = "Part of an error that its calibration leaves.", byDefault = "0", min = 0, max = 1)
        double residual) {}
