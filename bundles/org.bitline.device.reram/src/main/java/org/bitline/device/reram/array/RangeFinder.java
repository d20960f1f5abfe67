package org.bitline.device.reram.array;

import java.util.ArrayList;
import java.util.List;
import org.bitline.api.tensor.RandomStream;

/**
 * Finds converter ranges that fit the sums of given vectors: one range for each slice, over all
 * arrays, columns and steps of the matrices seen.
 */
public final class RangeFinder {

  private final double percentile;
  private final List<ColumnSums> slices = new ArrayList<>();

  /**
   * @param percentile quantile of the sums that the range reaches; 1 for the largest
   */
  public RangeFinder(double percentile) {
    this.percentile = percentile;
  }

  /**
   * Takes a vector's sums.
   *
   * @param x as {@link ProgrammedMatrix#multiply} takes it
   */
  public void observe(ProgrammedMatrix matrix, double[] x, RandomStream noise) {
    ArrayDesign design = matrix.design();
    if (slices.isEmpty()) {
      // Cells err, and steps that are added before conversion weigh up to 2 together.
      double reach = 2.0 * (design.tiling().rows() == 0 ? x.length : design.tiling().rows());
      for (int slice = 0; slice < design.mapping().slices(); slice++) {
        slices.add(new ColumnSums(reach));
      }
    }
    matrix.observe(x, noise, slices);
  }

  /** Whether a vector was seen. */
  public boolean ready() {
    return !slices.isEmpty();
  }

  /** The ranges that fit. */
  public ConverterRange.Calibrated ranges(Converter.Model model) {
    boolean symmetric = model == Converter.Model.SIGN_MAGNITUDE;
    return new ConverterRange.Calibrated(
        slices.stream().map(s -> s.limits(percentile, symmetric)).toList());
  }
}
