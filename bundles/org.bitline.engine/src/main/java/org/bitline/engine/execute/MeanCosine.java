package org.bitline.engine.execute;

import java.util.List;
import org.bitline.api.result.Metric;
import org.osgi.service.component.annotations.Component;

/** The mean over inputs of the cosine between an output and the FP32 model's. */
@Component(service = Metric.class)
public final class MeanCosine implements Metric {

  @Override
  public String id() {
    return "mean-cosine";
  }

  @Override
  public String unit() {
    return "";
  }

  @Override
  public double value(List<float[]> outputs, List<float[]> reference) {
    double sum = 0;
    for (int i = 0; i < outputs.size(); i++) {
      sum += cosine(outputs.get(i), reference.get(i));
    }
    return sum / outputs.size();
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int c = 0; c < a.length; c++) {
      ab += (double) a[c] * b[c];
      aa += (double) a[c] * a[c];
      bb += (double) b[c] * b[c];
    }
    return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
  }
}
