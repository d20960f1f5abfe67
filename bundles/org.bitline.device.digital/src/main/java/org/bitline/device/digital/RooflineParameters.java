package org.bitline.device.digital;

import org.bitline.api.unit.Param;
import org.bitline.device.digital.array.Dataflow;
import org.bitline.device.digital.array.LoopSearch.Objective;
import org.bitline.device.digital.vector.VectorParameters;

/** Parameters of the device type {@code roofline}. */
public record RooflineParameters(
    @Param(doc = "Clock.", unit = "Hz", byDefault = "1 GHz", above = 0) double clock,
    @Param(
            doc = "Time that starting an operation takes, whatever its size.",
            unit = "s",
            byDefault = "0 s",
            min = 0)
        double launch,
    @Param(doc = "The matrix units.") Products products,
    @Param(doc = "Memory.") Memory memory,
    @Param(doc = "The vector units.") VectorParameters vector) {

  /** Matrix products. */
  public record Products(
      @Param(doc = "Multiply-accumulates per cycle at the peak.", byDefault = "1024", above = 0)
          double macsPerCycle,
      @Param(doc = "Share of the peak that products reach.", byDefault = "1", above = 0, max = 1)
          double efficiency,
      @Param(doc = "Numbers that are multiplied: int, fp16, bf16 or fp32.", byDefault = "fp16")
          NumberFormat format,
      @Param(doc = "Bits of an integer operand, sign included.", byDefault = "8", min = 2, max = 8)
          int operandBits,
      @Param(
              doc = "Bits of a result: 2 to 16, or 32; fp16, bf16: 16 or 32; fp32: 32.",
              byDefault = "16",
              min = 2,
              max = 32)
          int outputBits) {

    /** Numbers are those of an array of any shape. */
    SystolicParameters.Array array() {
      return new SystolicParameters.Array(
          1,
          1,
          operandBits,
          outputBits,
          format,
          SystolicParameters.ACCUMULATOR_BITS,
          Dataflow.OUTPUT_STATIONARY,
          false,
          false,
          "search",
          0,
          Objective.LATENCY);
    }
  }

  /** Memories. */
  public record Memory(
      @Param(
              doc = "Peak bandwidth of main memory.",
              unit = "bit/s",
              byDefault = "256 GB/s",
              above = 0)
          double bandwidth,
      @Param(doc = "Share of the bandwidth that is reached.", byDefault = "1", above = 0, max = 1)
          double efficiency,
      @Param(
              doc =
                  "On-chip memory: activations of an operation that fit it do not use main memory;"
                      + " weights always do.",
              unit = "B",
              byDefault = "0 B",
              min = 0)
          double onChip,
      @Param(doc = "Main memory.", unit = "B", byDefault = "8 GiB", above = 0) double dram) {}
}
