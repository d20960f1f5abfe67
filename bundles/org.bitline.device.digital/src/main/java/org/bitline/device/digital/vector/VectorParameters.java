package org.bitline.device.digital.vector;

import org.bitline.api.unit.Param;

/** Parameters of the vector unit. */
public record VectorParameters(
    @Param(doc = "Elements per cycle and pass.", byDefault = "128", min = 1, max = 65536) int lanes,
    @Param(
            doc =
                "Bits of an element in memory: 16 (FP16; BF16 beside a bf16 array), or 32 (float32).",
            byDefault = "16",
            min = 16,
            max = 32)
        int resultBits,
    @Param(
            doc =
                "Functions, layer norms and residual sums take their first operand as it leaves the"
                    + " array: it is not read from SRAM, and only what lanes lag behind takes time.",
            byDefault = "false")
        boolean fused,
    @Param(doc = "How functions are computed.") Functions functions,
    @Param(doc = "Passes over each element.") Passes passes) {

  public VectorParameters {
    if (resultBits != 16 && resultBits != 32) {
      throw new IllegalArgumentException(
          "vector.resultBits is " + resultBits + "; elements have 16 or 32 bits");
    }
  }

  /** Numerics of the functions. */
  public record Functions(
      @Param(
              doc = "Softmax: exact, piecewise, softermax, radix-2 or recomposed.",
              byDefault = "exact")
          SoftmaxKind softmax,
      @Param(doc = "GELU and tanh: exact or piecewise.", byDefault = "exact")
          FunctionKind activation,
      @Param(doc = "Inverse root of a layer norm: exact or piecewise.", byDefault = "exact")
          FunctionKind layerNorm,
      @Param(doc = "Pieces of a piecewise polynomial.", byDefault = "16", min = 1, max = 4096)
          int segments,
      @Param(doc = "Degree of a piecewise polynomial.", byDefault = "2", min = 1, max = 4)
          int degree,
      @Param(
              doc = "Keys of a tile of a recomposed softmax.",
              byDefault = "32",
              min = 1,
              max = 65536)
          int tile,
      @Param(doc = "Fixed-point formats of softermax.") Softermax softermax) {}

  /** Fractions of the fixed-point numbers of softermax. */
  public record Softermax(
      @Param(doc = "Fraction bits of a score.", byDefault = "2", min = 0, max = 16) int scoreBits,
      @Param(doc = "Fraction bits of a power of two.", byDefault = "15", min = 2, max = 20)
          int powerBits,
      @Param(doc = "Fraction bits of the sum.", byDefault = "6", min = 0, max = 20) int sumBits,
      @Param(
              doc = "Fraction bits of the sum's reciprocal, and of a result.",
              byDefault = "7",
              min = 2,
              max = 20)
          int resultBits) {}

  /** Passes over each element of an operation: lane operations, one per cycle and lane. */
  public record Passes(
      @Param(
              doc = "Exact softmax: maximum, subtract, exponential, sum, divide.",
              byDefault = "5",
              min = 1)
          int softmax,
      @Param(
              doc = "Softermax: running maximum, power of two, sum, multiply.",
              byDefault = "4",
              min = 1)
          int softermax,
      @Param(
              doc = "Radix-2 softmax: maximum, power of two, sum, subtract, power of two.",
              byDefault = "5",
              min = 1)
          int radix2,
      @Param(
              doc = "Recomposed softmax: exact within a tile, and the tile's factor.",
              byDefault = "6",
              min = 1)
          int recomposed,
      @Param(doc = "Layer norm: two reductions and a normalisation.", byDefault = "3", min = 1)
          int layerNorm,
      @Param(doc = "Exact GELU.", byDefault = "8", min = 1) int gelu,
      @Param(doc = "Exact hyperbolic tangent.", byDefault = "6", min = 1) int tanh,
      @Param(doc = "ReLU.", byDefault = "1", min = 1) int relu,
      @Param(doc = "Sum of two: residuals, reductions.", byDefault = "1", min = 1) int add,
      @Param(doc = "Copy, for columns side by side.", byDefault = "1", min = 1) int copy,
      @Param(doc = "Sum of three table rows.", byDefault = "2", min = 1) int embedding,
      @Param(doc = "Pooling: sum, square and sum, scale.", byDefault = "3", min = 1) int pool,
      @Param(
              doc = "Rounding of a product's results; 0: a stage at the array's edge does it.",
              byDefault = "0",
              min = 0)
          int requantise) {}
}
