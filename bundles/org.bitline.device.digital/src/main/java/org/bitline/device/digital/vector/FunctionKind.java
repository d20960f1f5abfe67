package org.bitline.device.digital.vector;

/** Ways to compute an elementwise function, or the inverse root of a layer norm. */
public enum FunctionKind {
  /** As the float32 reference does. */
  EXACT,
  /** {@link PiecewisePolynomial}. */
  PIECEWISE
}
