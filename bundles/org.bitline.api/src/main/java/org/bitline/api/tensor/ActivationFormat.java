package org.bitline.api.tensor;

/**
 * How the input vectors of a product are to be rounded: code = rint(x / scale), scale = largest
 * magnitude / (2^(bits−1) − 1).
 *
 * @param bits 2 to 16
 * @param scope what shares a scale
 */
public record ActivationFormat(int bits, Scope scope) {

  /** What shares one scale: all tokens of one input, or one token. */
  public enum Scope {
    TENSOR,
    TOKEN
  }

  public int largestCode() {
    return (1 << (bits - 1)) - 1;
  }
}
