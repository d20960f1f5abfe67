package org.bitline.device.dram.numeric;

/** Products of a vector with a matrix, in one number format. Thread-safe. */
interface Dot {

  /** A matrix as the banks hold it. */
  interface Matrix {

    /**
     * One vector.
     *
     * @param x values as the format has them, from {@code at} on
     * @param out one float32 sum per column, without scale or bias
     */
    void multiply(float[] x, int at, float[] out);
  }

  /**
   * Lays a matrix out.
   *
   * @param rowMajor rows × columns values of the format
   */
  Matrix prepare(float[] rowMajor, int rows, int columns);

  /** The nearest value of the format. */
  float round(float value);
}
