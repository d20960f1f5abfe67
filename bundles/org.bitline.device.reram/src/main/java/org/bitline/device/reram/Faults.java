package org.bitline.device.reram;

import java.util.Optional;
import org.bitline.api.unit.Param;
import org.bitline.device.reram.array.StuckCells.Pattern;

/** Cells that stay at one conductance whatever is written. */
record Faults(
    @Param(
            doc = "Part of the cells that are stuck at the largest conductance (LRS).",
            byDefault = "0",
            min = 0,
            max = 1)
        double stuckLow,
    @Param(
            doc = "Part of the cells that are stuck at the smallest conductance (HRS).",
            byDefault = "0",
            min = 0,
            max = 1)
        double stuckHigh,
    @Param(
            doc =
                "uniform: each cell alone; rows, columns: neighbours in a row or in a column are"
                    + " stuck together, faults.cluster of them.",
            byDefault = "uniform")
        Pattern pattern,
    @Param(doc = "Cells of a cluster.", byDefault = "8", min = 1, max = 4096) int cluster,
    @Param(
            doc =
                "File with a map of one array that all arrays share: .csv or .npy, array.rows x"
                    + " array.columns of 0 (good), 1 (stuck at LRS), 2 (stuck at HRS); the path is"
                    + " relative to the device model.")
        Optional<String> map) {

  Faults {
    if (stuckLow + stuckHigh > 1) {
      throw new IllegalArgumentException(
          "faults.stuckLow is "
              + stuckLow
              + " and faults.stuckHigh "
              + stuckHigh
              + "; together they are at most 1");
    }
    if (map.isPresent() && stuckLow + stuckHigh > 0) {
      throw new IllegalArgumentException(
          "faults.map is given and a rate of stuck cells too; leave one out");
    }
  }

  boolean present() {
    return stuckLow > 0 || stuckHigh > 0 || map.isPresent();
  }
}
