package org.bitline.device.reram.cell;

import org.bitline.api.tensor.RandomStream;

/**
 * Another error, its results kept between the lowest and the highest level.
 *
 * @param error not itself clipped
 */
public record Clipped(CellError error, double minSiemens, double maxSiemens) implements CellError {

  @Override
  public void disturb(double[] siemens, RandomStream random, long first) {
    error.disturb(siemens, random, first);
    for (int i = 0; i < siemens.length; i++) {
      siemens[i] = Math.max(minSiemens, Math.min(maxSiemens, siemens[i]));
    }
  }
}
