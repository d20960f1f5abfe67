package org.bitline.engine.execute;

import java.util.OptionalDouble;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;

/** Power of a signal, and of what a result differs from it. */
final class Deviation {

  private double signal;
  private double noise;

  /** Adds the rows that are not padding. */
  void add(Block reference, Block result) {
    Segments segments = reference.segments();
    int columns = reference.columns();
    for (int s = 0; s < segments.count(); s++) {
      int from = segments.start(s) * columns;
      int to = from + segments.valid(s) * columns;
      double power = 0;
      double error = 0;
      for (int i = from; i < to; i++) {
        double r = reference.data()[i];
        double d = result.data()[i] - r;
        power += r * r;
        error += d * d;
      }
      signal += power;
      noise += error;
    }
  }

  void merge(Deviation other) {
    signal += other.signal;
    noise += other.noise;
  }

  /** Noise over signal; 0 where there is no noise. */
  double ratio() {
    return signal > 0 ? noise / signal : 0;
  }

  /** 10 log10(signal / noise); empty where there is no noise or no signal. */
  OptionalDouble decibels() {
    return noise > 0 && signal > 0
        ? OptionalDouble.of(10 * StrictMath.log10(signal / noise))
        : OptionalDouble.empty();
  }
}
