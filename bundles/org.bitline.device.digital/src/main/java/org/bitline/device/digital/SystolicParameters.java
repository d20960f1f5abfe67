package org.bitline.device.digital;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bitline.api.unit.Param;
import org.bitline.device.digital.array.Axis;
import org.bitline.device.digital.array.Dataflow;
import org.bitline.device.digital.array.Geometry;
import org.bitline.device.digital.array.LoopSearch.Objective;
import org.bitline.device.digital.array.Ports;
import org.bitline.device.digital.vector.VectorParameters;

/** Parameters of the device type {@code systolic}. */
public record SystolicParameters(
    @Param(doc = "Clock of array and vector unit.", unit = "Hz", byDefault = "500 MHz", above = 0)
        double clock,
    @Param(doc = "The systolic array.") Array array,
    @Param(doc = "On-chip memory and DRAM.") Memory memory,
    @Param(doc = "The vector unit.") VectorParameters vector) {

  /** Bits of a result that keeps its accumulator. */
  static final int ACCUMULATOR_BITS = 32;

  private static final String SEARCH = "search";

  /** The systolic array. */
  public record Array(
      @Param(doc = "Rows of processing elements.", byDefault = "128", min = 1, max = 4096) int rows,
      @Param(doc = "Columns of processing elements.", byDefault = "128", min = 1, max = 4096)
          int columns,
      @Param(
              doc =
                  "Bits of an integer operand, sign included; floating-point formats have their own.",
              byDefault = "8",
              min = 2,
              max = 8)
          int operandBits,
      @Param(
              doc =
                  "Bits of a result, 2 to 16: rounded with a scale per token; or 32: the accumulators"
                      + " are kept. Floating-point formats: 16 or 32.",
              byDefault = "8",
              min = 2,
              max = 32)
          int outputBits,
      @Param(
              doc = "Numbers that are multiplied: int (codes), fp16, bf16 or fp32.",
              byDefault = "int")
          NumberFormat format,
      @Param(
              doc =
                  "Bits of an integer accumulator; with fewer than 32 sums saturate. Floating-point"
                      + " formats accumulate in float32.",
              byDefault = "32",
              min = 8,
              max = 32)
          int accumulatorBits,
      @Param(
              doc =
                  "What stays in the elements while the rest flows: results (tokens along the rows,"
                      + " outputs along the columns), weights (inputs along the rows, outputs along"
                      + " the columns) or inputs (inputs along the rows, tokens along the columns).",
              byDefault = "output-stationary")
          Dataflow dataflow,
      @Param(
              doc =
                  "Weight and input stationary: a second register per element takes the next fold's"
                      + " operand while this one runs.",
              byDefault = "false")
          boolean weightPreload,
      @Param(
              doc =
                  "Output stationary: results leave by a second register while the next fold runs.",
              byDefault = "false")
          boolean shadowAccumulators,
      @Param(
              doc =
                  "Order of the loops over folds, outermost first (m tokens, k inputs, n outputs), or"
                      + " search for the best one.",
              byDefault = SEARCH,
              oneOf = {SEARCH, "mkn", "mnk", "kmn", "knm", "nmk", "nkm"})
          String loops,
      @Param(
              doc = "Steps of a fold's stream; 0 searches whole, halves, quarters and so on.",
              byDefault = "0",
              min = 0,
              max = 1e9)
          int streamTile,
      @Param(doc = "What the search makes small first: latency or traffic.", byDefault = "latency")
          Objective objective) {

    public Array {
      if (outputBits > 16 && outputBits != ACCUMULATOR_BITS) {
        throw new IllegalArgumentException(
            "array.outputBits is "
                + outputBits
                + "; results have 2 to 16 bits, or 32 to keep the accumulators");
      }
      if (format != NumberFormat.INT && outputBits < 16) {
        throw new IllegalArgumentException(
            "array.outputBits is "
                + outputBits
                + "; results of "
                + format
                + " have 16 bits, or 32 to keep the accumulators");
      }
      if (format == NumberFormat.FP32 && outputBits != ACCUMULATOR_BITS) {
        throw new IllegalArgumentException(
            "array.outputBits is " + outputBits + "; results of fp32 have 32 bits");
      }
      boolean outputs = dataflow == Dataflow.OUTPUT_STATIONARY;
      if (weightPreload && outputs) {
        throw new IllegalArgumentException(
            "array.weightPreload is true, but an output-stationary array holds no weights; set"
                + " array.shadowAccumulators, or another dataflow");
      }
      if (shadowAccumulators && !outputs) {
        throw new IllegalArgumentException(
            "array.shadowAccumulators is true, but only an output-stationary array holds results;"
                + " set array.weightPreload, or another dataflow");
      }
    }

    /** The largest code of an operand. */
    int largestCode() {
      return (1 << (operandBits - 1)) - 1;
    }

    /** Bits of an operand. */
    int elementBits() {
      return switch (format) {
        case INT -> operandBits;
        case FP16, BF16 -> 16;
        case FP32 -> ACCUMULATOR_BITS;
      };
    }

    /** Bits of an accumulator. */
    int sumBits() {
      return format == NumberFormat.INT ? accumulatorBits : ACCUMULATOR_BITS;
    }

    Geometry geometry() {
      return new Geometry(rows, columns, dataflow, weightPreload || shadowAccumulators);
    }

    /** The order of the loops where it is pinned. */
    Optional<List<Axis>> order() {
      return loops.equals(SEARCH)
          ? Optional.empty()
          : Optional.of(
              loops
                  .chars()
                  .mapToObj(c -> Axis.valueOf(String.valueOf((char) c).toUpperCase(Locale.ROOT)))
                  .toList());
    }
  }

  /** Memories. */
  public record Memory(
      @Param(doc = "SRAM of the weights.", unit = "B", byDefault = "2 MiB", above = 0)
          double weightSram,
      @Param(doc = "SRAM of operands and results.", unit = "B", byDefault = "2 MiB", above = 0)
          double activationSram,
      @Param(
              doc =
                  "SRAM of results and partial sums alone; 0 B: half of activationSram is for them.",
              unit = "B",
              byDefault = "0 B",
              min = 0)
          double resultSram,
      @Param(doc = "Size of one SRAM bank.", unit = "B", byDefault = "256 KiB", above = 0)
          double sramBank,
      @Param(
              doc =
                  "Weights stay in SRAM after loading, and all of them must fit; false: they are read"
                      + " from DRAM in every inference.",
              byDefault = "false")
          boolean weightsResident,
      @Param(doc = "DRAM.", unit = "B", byDefault = "8 GiB", above = 0) double dram,
      @Param(
              doc = "Bits per second that streams from and to DRAM reach, per port.",
              unit = "bit/s",
              byDefault = "235.5 GB/s",
              above = 0)
          double bandwidth,
      @Param(
              doc =
                  "Ports to DRAM: one shared by all, separate ones in and out, or one per-operand.",
              byDefault = "shared")
          Ports ports) {}
}
