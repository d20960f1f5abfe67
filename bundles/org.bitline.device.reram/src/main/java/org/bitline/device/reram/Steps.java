package org.bitline.device.reram;

import org.bitline.device.reram.array.InputCoding;
import org.bitline.device.reram.array.InputCoding.Encoding;

/** How long the steps of an input and their conversions are. */
final class Steps {

  private Steps() {}

  /** Bits that a step drives. */
  static int bits(InputCoding coding, int step) {
    if (coding.encoding() == Encoding.TWOS_COMPLEMENT) {
      return 1;
    }
    int magnitude = Math.max(1, coding.signed() ? coding.bits() - 1 : coding.bits());
    return coding.sliceBits() == 0
        ? magnitude
        : Math.min(coding.sliceBits(), magnitude - step * coding.sliceBits());
  }

  /** Full drives that an input in [−1, 1] gives its row in a step. */
  static double pulses(double x, InputCoding coding, int step, ReramParameters p) {
    double level = Math.abs(coding.level(x, step));
    if (p.periphery().drive() == PeripheryParameters.Drive.AMPLITUDE) {
      return level * level;
    }
    long digit = (long) Math.rint(level * ((1L << bits(coding, 0)) - 1));
    return p.periphery().drive() == PeripheryParameters.Drive.PULSES ? digit : Long.bitCount(digit);
  }

  /** Read cycles that a step drives a row. */
  static double cycles(InputCoding coding, int step, ReramParameters p) {
    return switch (p.periphery().drive()) {
      case AMPLITUDE -> 1;
      case SERIAL -> bits(coding, step);
      case PULSES, INTEGRATED -> (1 << bits(coding, step)) - 1;
    };
  }

  /** Pulses of a cell that is driven fully in a step. */
  static double fullPulses(InputCoding coding, int step, ReramParameters p) {
    return p.periphery().drive() == PeripheryParameters.Drive.INTEGRATED
        ? bits(coding, step)
        : cycles(coding, step, p);
  }

  /** Seconds that a converter takes for its columns after a step. */
  static double conversionSeconds(InputCoding coding, int step, ReramParameters p) {
    int columns = columnsPerAdc(p);
    if (p.periphery().bitTime() == 0) {
      return columns / p.adc().rate();
    }
    int done = 0;
    for (int i = 0; p.periphery().residual() && i < step; i++) {
      done += bits(coding, i);
    }
    return columns * Math.max(1, p.adc().resolution() - done) * p.periphery().bitTime();
  }

  /** Columns that a converter goes through. */
  static int columnsPerAdc(ReramParameters p) {
    int shared = p.periphery().columnsPerAdc();
    return shared == 0 ? p.array().columns() : Math.min(shared, p.array().columns());
  }

  /** How often an array is driven for one step: for each column of a converter where none holds. */
  static int repeats(ReramParameters p) {
    return p.periphery().held() ? 1 : columnsPerAdc(p);
  }

  /** Groups of rows of an array, driven one after another. */
  static int groups(int rows, ReramParameters p) {
    int used = Math.min(rows, p.array().rows());
    int together = p.periphery().rowsAtOnce();
    return together == 0 ? 1 : Geometry.ceil(used, together);
  }

  /** Rows whose currents are summed before conversion. */
  static int rowsTogether(ReramParameters p) {
    int together = p.periphery().rowsAtOnce();
    return together == 0 ? p.array().rows() : Math.min(together, p.array().rows());
  }
}
