package org.bitline.api.tensor;

/**
 * How a weight matrix is to be rounded: code = rint(w / scale), clamped to ±(2^(bits−1) − 1).
 * Scales belong to the whole matrix; a part of it keeps them.
 *
 * @param bits 2 to 16
 * @param perColumn one positive scale per column of the whole matrix, or one for all
 */
public record Scales(int bits, float[] perColumn) {

  public float of(int column) {
    return perColumn.length == 1 ? perColumn[0] : perColumn[column];
  }

  /** The largest code, 2^(bits−1) − 1. */
  public int largestCode() {
    return (1 << (bits - 1)) - 1;
  }
}
