package org.bitline.device.reram;

import java.util.Optional;
import java.util.stream.IntStream;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.array.ConverterRange;
import org.bitline.device.reram.array.RangeFinder;

/** Finds the ranges of converters and inputs that parameters do not state. */
record Calibration(ReramParameters p) {

  /** Vectors of normal inputs behind a synthetic range. */
  private static final int VECTORS = 16;

  /** Whether a converter's range is to be found. */
  boolean converter() {
    return p.adc().resolution() > 0
        && (p.adc().range() == AdcRange.SYNTHETIC || p.adc().range() == AdcRange.FROM_DATA);
  }

  /** Whether exact inputs are to tell. */
  boolean wantsInputs() {
    boolean adc = p.adc().resolution() > 0 && p.adc().range() == AdcRange.FROM_DATA;
    boolean input =
        p.input().range() == ReramParameters.InputRange.CALIBRATED && p.input().limit() == 0;
    return adc || input;
  }

  RangeFinder finder() {
    return new RangeFinder(p.adc().percentile());
  }

  ConverterRange.Calibrated ranges(RangeFinder finder) {
    return finder.ranges(p.adc().model());
  }

  /** Shows a range finder normal inputs, each vector's largest at full scale. */
  void synthetic(ExactProduct product, int inputBits, RangeFinder finder, RandomStream random) {
    int size = product.geometry().rows();
    int largest = p.input().signed() ? (1 << (inputBits - 1)) - 1 : (1 << inputBits) - 1;
    int[] codes = new int[VECTORS * size];
    float[] scales = new float[VECTORS];
    float[] normal = new float[size];
    for (int v = 0; v < VECTORS; v++) {
      random.at("input").at(v).gaussians(0, normal, 0, size);
      float top = Float.MIN_NORMAL;
      for (float x : normal) {
        top = Math.max(top, Math.abs(x));
      }
      for (int k = 0; k < size; k++) {
        int code = (int) Math.rint((double) normal[k] / top * largest);
        codes[v * size + k] = p.input().signed() ? code : Math.abs(code);
      }
      scales[v] = 1;
    }
    int[] rows = IntStream.range(0, VECTORS).toArray();
    InputCodes x = new InputCodes(inputBits, largest, size, codes, scales, rows);
    product.observe(x, finder, v -> random.at("read").at(v));
  }

  /** A product whose range is synthetic, with that range; others as they are. */
  Programmed programmed(Programmed product, int inputBits, RandomStream random) {
    boolean synthetic = converter() && p.adc().range() == AdcRange.SYNTHETIC;
    if (!synthetic || !(product instanceof ExactProduct exact)) {
      return product;
    }
    RangeFinder finder = finder();
    synthetic(exact, inputBits, finder, random.at("calibration"));
    return exact.with(ranges(finder));
  }

  /** A product with the range that a finder has found; others as they are. */
  static Programmed with(Programmed product, Optional<ConverterRange.Calibrated> ranges) {
    return product instanceof ExactProduct exact && ranges.isPresent()
        ? exact.with(ranges.get())
        : product;
  }
}
