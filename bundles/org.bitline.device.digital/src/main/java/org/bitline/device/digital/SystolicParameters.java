package org.bitline.device.digital;

import org.bitline.api.unit.Param;

/** Parameters of the device type {@code systolic}. */
record SystolicParameters(
    @Param(doc = "Clock of array and vector unit.", unit = "Hz", byDefault = "500 MHz", above = 0)
        double clock,
    @Param(doc = "The systolic array.") Array array,
    @Param(doc = "On-chip memory and DRAM.") Memory memory,
    @Param(doc = "The vector unit.") Vector vector) {

  /** Bits of an accumulator, and of a result that keeps it. */
  static final int ACCUMULATOR_BITS = 32;

  /** An output-stationary array. */
  record Array(
      @Param(doc = "Rows: tokens of a fold.", byDefault = "128", min = 1, max = 4096) int rows,
      @Param(doc = "Columns: outputs of a fold.", byDefault = "128", min = 1, max = 4096)
          int columns,
      @Param(doc = "Bits of an operand, sign included.", byDefault = "8", min = 2, max = 8)
          int operandBits,
      @Param(
              doc =
                  "Bits of a result, 2 to 16: rounded with a scale per token; or 32: the accumulators"
                      + " are kept.",
              byDefault = "8",
              min = 2,
              max = 32)
          int outputBits) {

    Array {
      if (outputBits > 16 && outputBits != ACCUMULATOR_BITS) {
        throw new IllegalArgumentException(
            "array.outputBits is "
                + outputBits
                + "; results have 2 to 16 bits, or 32 to keep the accumulators");
      }
    }

    /** The largest code of an operand. */
    int largestCode() {
      return (1 << (operandBits - 1)) - 1;
    }
  }

  /** Memories. */
  record Memory(
      @Param(doc = "SRAM of the weights.", unit = "B", byDefault = "2 MiB", above = 0)
          double weightSram,
      @Param(doc = "SRAM of operands and results.", unit = "B", byDefault = "2 MiB", above = 0)
          double activationSram,
      @Param(doc = "Size of one SRAM bank.", unit = "B", byDefault = "256 KiB", above = 0)
          double sramBank,
      @Param(
              doc =
                  "Weights stay in SRAM after loading, and all of them must fit; false: they are read"
                      + " from DRAM once per inference.",
              byDefault = "false")
          boolean weightsResident,
      @Param(doc = "DRAM.", unit = "B", byDefault = "8 GiB", above = 0) double dram,
      @Param(
              doc = "Bits per second that streams from and to DRAM reach.",
              unit = "bit/s",
              byDefault = "235.5 GB/s",
              above = 0)
          double bandwidth) {}

  /** The vector unit. */
  record Vector(
      @Param(doc = "Elements per cycle and pass.", byDefault = "128", min = 1, max = 65536)
          int lanes,
      @Param(
              doc = "Bits of an element in memory: 16 (FP16), or 32 (float32).",
              byDefault = "16",
              min = 16,
              max = 32)
          int resultBits,
      @Param(doc = "Passes over each element.") Passes passes) {

    Vector {
      if (resultBits != 16 && resultBits != 32) {
        throw new IllegalArgumentException(
            "vector.resultBits is " + resultBits + "; elements have 16 or 32 bits");
      }
    }
  }

  /** Passes over each element of an operation: lane operations, one per cycle and lane. */
  record Passes(
      @Param(
              doc = "Softmax: maximum, subtract, exponential, sum, divide.",
              byDefault = "5",
              min = 1)
          int softmax,
      @Param(doc = "Layer norm: two reductions and a normalisation.", byDefault = "3", min = 1)
          int layerNorm,
      @Param(doc = "GELU.", byDefault = "8", min = 1) int gelu,
      @Param(doc = "Hyperbolic tangent.", byDefault = "6", min = 1) int tanh,
      @Param(doc = "ReLU.", byDefault = "1", min = 1) int relu,
      @Param(doc = "Sum of two.", byDefault = "1", min = 1) int add,
      @Param(doc = "Copy, for columns side by side.", byDefault = "1", min = 1) int copy,
      @Param(doc = "Sum of three table rows.", byDefault = "2", min = 1) int embedding,
      @Param(doc = "Pooling: sum, square and sum, scale.", byDefault = "3", min = 1) int pool) {}
}
