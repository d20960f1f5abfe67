package org.bitline.api.workload;

import org.bitline.api.tensor.Tensor;

/** A workload's weights by identity. Safe to read from several threads. */
public interface Tensors {

  /** False for a workload that has shapes alone: it is costed, not run. */
  boolean present();

  /**
   * The tensor of that name.
   *
   * @throws IllegalArgumentException where there is none
   */
  Tensor get(String identity);
}
