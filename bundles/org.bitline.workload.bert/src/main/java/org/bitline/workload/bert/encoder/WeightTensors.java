package org.bitline.workload.bert.encoder;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Tensors;

/** Weights that were read from a file, all of them in memory. */
public final class WeightTensors implements Tensors {

  private final Map<String, Tensor> byIdentity;

  public WeightTensors(Map<String, Tensor> byIdentity) {
    this.byIdentity = new LinkedHashMap<>(byIdentity);
  }

  /** The weights of a workload that has shapes alone: there are none. */
  public static WeightTensors none() {
    return new WeightTensors(Map.of());
  }

  @Override
  public boolean present() {
    return !byIdentity.isEmpty();
  }

  @Override
  public Tensor get(String identity) {
    Tensor found = byIdentity.get(identity);
    if (found == null) {
      throw new IllegalArgumentException(
          present()
              ? "the model holds no tensor called " + identity
              : "the workload has shapes alone, so there is no tensor called " + identity);
    }
    return found;
  }
}
