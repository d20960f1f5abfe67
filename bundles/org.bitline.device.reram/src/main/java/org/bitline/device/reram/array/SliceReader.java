package org.bitline.device.reram.array;

import org.bitline.api.tensor.RandomStream;

/** Adds up the steps of one slice: conversions step by step, or of the analog sum at the end. */
final class SliceReader {

  private final boolean perStep;
  private final Readout readout;
  private final TileArrays.Slice arrays;
  private final boolean digitalSubtraction;
  private final boolean noisy;
  private final double[] positive;
  private final double[] negative;
  private final double[] sum;
  private final double[] subtracted;

  SliceReader(ArrayDesign design, TileArrays.Slice arrays, int width, Readout readout) {
    this.perStep = design.converter().perStep();
    this.readout = readout;
    this.arrays = arrays;
    this.noisy = design.noisy();
    this.digitalSubtraction =
        arrays.negative().isPresent() && !design.mapping().analogSubtraction();
    this.positive = new double[width];
    this.negative = new double[width];
    this.sum = new double[width];
    this.subtracted = new double[width];
  }

  void step(double[] drive, double weight, RandomStream noise) {
    arrays.positive().read(drive, positive, noisy ? noise.at(0) : noise);
    arrays.negative().ifPresent(a -> a.read(drive, negative, noisy ? noise.at(1) : noise));
    for (int c = 0; c < sum.length; c++) {
      double analog = digitalSubtraction ? positive[c] : positive[c] - negative[c];
      sum[c] += weight * (perStep ? readout.convert(c, false, analog) : analog);
      if (digitalSubtraction) {
        subtracted[c] += weight * (perStep ? readout.convert(c, true, negative[c]) : negative[c]);
      }
    }
  }

  double[] result() {
    for (int c = 0; c < sum.length; c++) {
      sum[c] =
          perStep
              ? sum[c] - subtracted[c]
              : readout.convert(c, false, sum[c])
                  - (digitalSubtraction ? readout.convert(c, true, subtracted[c]) : 0);
    }
    return sum;
  }
}
