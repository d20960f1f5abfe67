package org.bitline.device.digital.vector;

import org.bitline.numerics.Functions;

/**
 * Softmax cut into tiles of keys (Choi et al., IISWC 2022, 10.1109/IISWC55918.2022.00018): a
 * softmax in each tile t with its own maximum m and sum d; then every tile is scaled by d e^(m − M)
 * / D, M the largest maximum and D the sum of d e^(m − M). Mathematically the same as softmax. The
 * ends are done where scores are made and where they are used, so the map of scores passes through
 * memory half as often.
 */
public final class RecomposedSoftmax implements SoftmaxRow {

  private final int tile;

  public RecomposedSoftmax(int tile) {
    this.tile = tile;
  }

  @Override
  public void apply(float[] x, int at, int keys, float[] y) {
    int tiles = (keys + tile - 1) / tile;
    float[] maxima = new float[tiles];
    double[] sums = new double[tiles];
    for (int t = 0; t < tiles; t++) {
      int from = at + t * tile;
      int length = Math.min(tile, at + keys - from);
      maxima[t] = SoftmaxRow.largest(x, from, length);
      sums[t] = local(x, from, length, maxima[t], y);
    }
    float largest = SoftmaxRow.largest(maxima, 0, tiles);
    double total = 0;
    for (int t = 0; t < tiles; t++) {
      sums[t] *= Functions.exp((double) maxima[t] - largest);
      total += sums[t];
    }
    for (int j = 0; j < keys; j++) {
      y[at + j] = (float) (y[at + j] * (sums[j / tile] / total));
    }
  }

  /** Softmax of a tile; returns the sum of its exponentials. */
  private static double local(float[] x, int from, int length, float largest, float[] y) {
    double sum = 0;
    for (int j = from; j < from + length; j++) {
      double power = Functions.exp((double) x[j] - largest);
      y[j] = (float) power;
      sum += power;
    }
    for (int j = from; j < from + length; j++) {
      y[j] = (float) (y[j] / sum);
    }
    return sum;
  }
}
