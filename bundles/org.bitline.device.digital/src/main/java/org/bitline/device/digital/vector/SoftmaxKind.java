package org.bitline.device.digital.vector;

/** Ways to compute softmax. */
public enum SoftmaxKind {
  /** {@link ExactSoftmax}. */
  EXACT,
  /** {@link PiecewiseSoftmax}. */
  PIECEWISE,
  /** {@link Softermax}. */
  SOFTERMAX,
  /** {@link RadixTwoSoftmax}. */
  RADIX_2,
  /** {@link RecomposedSoftmax}. */
  RECOMPOSED
}
