package org.bitline.device.reram;

import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;

/**
 * The arrays of a dynamic product: every head has some of its own, as many as an array's rows of
 * tokens need. A longer input is worked on in turns, and each turn programs the arrays again.
 */
record HeadArrays(DynamicMatmul matmul, ReramParameters p) {

  /** The operand of one head for an input of so many tokens. */
  Geometry geometry(int tokens) {
    return matmul.product() == DynamicKind.SCORES
        ? Geometry.of(matmul.headSize(), tokens, p.weights().bits(), p)
        : Geometry.of(tokens, matmul.headSize(), p.weights().bits(), p);
  }

  /** Arrays that are there for all heads. */
  long provided() {
    return matmul.heads() * geometry(p.array().rows()).arrays();
  }

  /** How often an array is programmed for one input. */
  int turns(int tokens) {
    return Geometry.ceil(matmul.heads() * geometry(tokens).arrays(), provided());
  }

  /** Writes of the most-written cell for one input, as it is foreseen. */
  double worstWrites(int tokens) {
    double cells = (double) matmul.heads() * geometry(tokens).cells();
    return turns(tokens) * Pulses.of(p, p.weights().bits()).slowest(cells);
  }

  /** Seconds spent on programming for one input. */
  double writeSeconds(int tokens, Writes writes) {
    Geometry whole = geometry(tokens);
    long arrays = Math.min(provided(), matmul.heads() * whole.arrays());
    int rows = Math.min(whole.rows(), p.array().rows());
    return turns(tokens) * writes.seconds(arrays, rows);
  }
}
