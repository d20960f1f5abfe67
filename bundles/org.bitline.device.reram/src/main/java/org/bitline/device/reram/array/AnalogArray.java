package org.bitline.device.reram.array;

import org.bitline.api.tensor.RandomStream;

/** An array of programmed cells, as the current of each column for a drive of its rows. */
sealed interface AnalogArray
    permits DenseArray,
        GatedArray,
        CellNoiseArray,
        ColumnNoiseArray,
        WiredNoiseArray,
        NonlinearArray {

  /**
   * Reads the array.
   *
   * @param x drive of each row, in full scales
   * @param out receives the current of each column, in currents of a cell at the highest level
   * @param noise the read's own stream
   */
  void read(double[] x, double[] out, RandomStream noise);
}
