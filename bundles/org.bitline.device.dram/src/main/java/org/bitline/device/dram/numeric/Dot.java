package org.bitline.device.dram.numeric;

/** Products of a vector with a matrix, in one number format. Thread-safe. */
interface Dot {

  /** A matrix as the banks hold it. */
  interface Matrix {

    /**
     * One vector.
     *
     * @param x values as the format has them, from {@code at} on
     * @param out {@link Dot#sums} float32 sums per column, without scale or bias
     */
    void multiply(float[] x, int at, float[] out);
  }

  /**
   * Lays a matrix out.
   *
   * @param rowMajor rows × columns values of the format
   */
  Matrix prepare(float[] rowMajor, int rows, int columns);

  /** Sums of a column that somebody else has to add; 1 for finished ones. */
  default int sums() {
    return 1;
  }

  /** The nearest value of the format. */
  float round(float value);
}
