package org.bitline.device.reram;

import java.util.List;
import org.bitline.api.base.InputProblem;
import org.bitline.api.tensor.Block;
import org.bitline.device.reram.array.WeightRange;

/**
 * Full scale of a calibrated input range.
 *
 * @param value 0 where it is not known yet
 */
record InputLimit(double value) {

  /** What the parameters say; 0 where calibration inputs are to tell. */
  static InputLimit of(ReramParameters.Input input) {
    return new InputLimit(input.limit());
  }

  /** The quantile of the magnitudes of calibration inputs, padding left out. */
  static InputLimit of(List<Block> blocks, double percentile) {
    int count = blocks.stream().mapToInt(InputLimit::valid).sum();
    double[] magnitudes = new double[count];
    int at = 0;
    for (Block x : blocks) {
      for (int s = 0; s < x.segments().count(); s++) {
        int from = x.segments().start(s) * x.columns();
        for (int i = 0; i < x.segments().valid(s) * x.columns(); i++) {
          magnitudes[at++] = Math.abs(x.data()[from + i]);
        }
      }
    }
    return new InputLimit(WeightRange.of(magnitudes, percentile));
  }

  private static int valid(Block x) {
    int rows = 0;
    for (int s = 0; s < x.segments().count(); s++) {
      rows += x.segments().valid(s);
    }
    return rows * x.columns();
  }

  boolean known() {
    return value > 0;
  }

  /** The scale that puts it at the largest code. */
  float scale(int largest) {
    if (!known()) {
      throw new InputProblem(
          "input.range is calibrated, and there were no inputs to calibrate with; name input.limit,"
              + " or set input.range to vector or tensor");
    }
    return Math.max((float) (value / largest), Float.MIN_NORMAL);
  }
}
