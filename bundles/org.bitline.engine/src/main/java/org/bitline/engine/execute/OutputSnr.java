package org.bitline.engine.execute;

import java.util.List;
import org.bitline.api.result.Metric;
import org.osgi.service.component.annotations.Component;

/**
 * 10 log10(Σ reference² / Σ (output − reference)²) over all outputs, in decibels. Outputs that are
 * equal to the reference give {@value #EXACT}: more than float32 can show.
 */
@Component(service = Metric.class)
public final class OutputSnr implements Metric {

  /** The value for outputs that are equal. */
  public static final double EXACT = 200;

  /** The metric's name. */
  public static final String ID = "output-snr";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String unit() {
    return "dB";
  }

  @Override
  public double value(List<float[]> outputs, List<float[]> reference) {
    double signal = 0;
    double noise = 0;
    for (int i = 0; i < outputs.size(); i++) {
      for (int c = 0; c < outputs.get(i).length; c++) {
        double r = reference.get(i)[c];
        double d = outputs.get(i)[c] - r;
        signal += r * r;
        noise += d * d;
      }
    }
    if (noise == 0) {
      return EXACT;
    }
    return Math.max(
        -EXACT, Math.min(EXACT, 10 * StrictMath.log10(Math.max(signal, 1e-300) / noise)));
  }
}
