package org.bitline.device.reram.array;

import org.bitline.api.tensor.RandomStream;

/**
 * Gain and offset errors of converters, one converter per column and slice: a converter sees (1 +
 * γ) v + δ, rounds and clips that, and its calibration is undone digitally after: one-point
 * subtracts (1 − r) δ, two-point also divides by 1 + (1 − r) γ. γ and δ are normal, drawn once per
 * trial by slice, side, first row of the array and column.
 *
 * @param gain standard deviation of γ
 * @param offset standard deviation of δ, in currents of a cell at the highest level and full drive
 * @param residual r, the part of an error that calibration leaves
 */
public record ConverterErrors(
    double gain, double offset, Calibration calibration, double residual) {

  public static final ConverterErrors NONE = new ConverterErrors(0, 0, Calibration.NONE, 0);

  /** What is measured and undone. */
  public enum Calibration {
    NONE,
    ONE_POINT,
    TWO_POINT
  }

  public boolean present() {
    return gain > 0 || offset > 0;
  }

  /**
   * The errors of the converters of one array.
   *
   * @param stream of the array's converters
   * @param keys where the array's columns are; a unit column is drawn apart
   */
  Columns columns(RandomStream stream, ReadKeys keys, int width) {
    int unit = keys.unit();
    return new Columns(
        draw(stream.at("gain"), gain, keys, width, unit),
        draw(stream.at("offset"), offset, keys, width, unit),
        calibration == Calibration.TWO_POINT ? 1 - residual : 0,
        calibration == Calibration.NONE ? 0 : 1 - residual);
  }

  private static double[] draw(
      RandomStream stream, double sigma, ReadKeys keys, int width, int unit) {
    float[] normal = new float[width];
    stream.at("unit").gaussians(keys.firstColumn(), normal, 0, unit);
    stream.gaussians(keys.firstColumn(), normal, unit, width - unit);
    double[] values = new double[width];
    for (int c = 0; c < width; c++) {
      values[c] = sigma * normal[c];
    }
    return values;
  }

  /**
   * Errors of converters side by side.
   *
   * @param gainUndone part of a gain error that is undone
   * @param offsetUndone part of an offset that is undone
   */
  record Columns(double[] gain, double[] offset, double gainUndone, double offsetUndone) {

    /** What the converter of a column sees. */
    double disturbed(int column, double v) {
      return v * (1 + gain[column]) + offset[column];
    }

    /** What is made of its code. */
    double corrected(int column, double v) {
      return (v - offsetUndone * offset[column]) / (1 + gainUndone * gain[column]);
    }
  }
}
