package org.bitline.device.digital;

import java.util.Optional;
import java.util.function.LongConsumer;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Resident;
import org.bitline.api.device.Support;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Scales;
import org.bitline.api.tensor.Segments;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Pool;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.device.digital.vector.VectorFunctions;
import org.bitline.device.digital.vector.VectorParameters;
import org.bitline.numerics.Float32Operations;
import org.bitline.numerics.MatrixKernels;

/** The values of a digital device: what it can multiply, and every operation in its formats. */
final class Numerics {

  private final SystolicParameters.Array array;
  private final VectorParameters vector;
  private final MatrixKernels kernels;
  private final Float32Operations float32;
  private final VectorFunctions functions;

  Numerics(SystolicParameters.Array array, VectorParameters vector, MatrixKernels kernels) {
    this.array = array;
    this.vector = vector;
    this.kernels = kernels;
    this.float32 = new Float32Operations(kernels);
    this.functions = new VectorFunctions(vector.functions());
  }

  /** Writes down the activity of one input. */
  @FunctionalInterface
  interface Counter {

    /**
     * Counts an operation.
     *
     * @param tokens of the input
     * @param kept rows of the result that are wanted
     */
    void count(Operation operation, int tokens, int kept, Ledger ledger);
  }

  /** A resident that writes down what each run takes. */
  static Resident charged(Operation operation, Resident resident, Counter counter) {
    return (inputs, kept, random, ledger) -> {
      Segments segments = inputs.get(0).segments();
      for (int s = 0; s < segments.count(); s++) {
        int rows =
            operation instanceof Pool
                ? (kept.keeps(s) ? 1 : 0)
                : Rows.kept(segments, s, kept).length;
        counter.count(operation, segments.length(s), rows, ledger);
      }
      return resident.run(inputs, kept, random, ledger);
    };
  }

  Support supports(Operation operation) {
    if (operation instanceof StaticMatmul matmul) {
      return fits(
          Math.max(
              bits(matmul.activations()), matmul.weight().scales().map(Scales::bits).orElse(0)),
          matmul.rows().size());
    } else if (operation instanceof DynamicMatmul matmul) {
      return fits(bits(matmul.activations()), matmul.headSize());
    }
    return Support.yes();
  }

  private static int bits(Optional<ActivationFormat> format) {
    return format.map(ActivationFormat::bits).orElse(0);
  }

  private Support fits(int bits, int terms) {
    NumberFormat format = array.format();
    if (format != NumberFormat.INT) {
      return bits == 0
          ? Support.yes()
          : Support.no(
              "its array multiplies "
                  + format
                  + " numbers, and quantise asks for codes of "
                  + bits
                  + " bits");
    }
    int own = array.operandBits();
    if (bits > own) {
      return Support.no(
          "its array multiplies operands of " + own + " bits, and quantise asks for " + bits);
    }
    long largest = array.largestCode();
    boolean saturates = array.accumulatorBits() < SystolicParameters.ACCUMULATOR_BITS;
    return saturates || terms * largest * largest <= Integer.MAX_VALUE
        ? Support.yes()
        : Support.no("a sum of " + terms + " products overflows its 32-bit accumulators");
  }

  /** Partial sums of rows keep their accumulators: they are no results yet. */
  int resultBits(Operation operation) {
    if (operation instanceof StaticMatmul matmul) {
      boolean partial = matmul.rows().size() < matmul.weight().rows();
      return partial ? SystolicParameters.ACCUMULATOR_BITS : array.outputBits();
    }
    return operation instanceof DynamicMatmul ? array.outputBits() : vector.resultBits();
  }

  Resident place(StaticMatmul matmul, Tensors tensors) {
    if (array.format() != NumberFormat.INT) {
      return floating(matmul, tensors);
    }
    StaticProduct product = new StaticProduct(matmul, tensors, array, resultBits(matmul), kernels);
    return (inputs, kept, random, ledger) -> product.run(inputs.get(0), kept, saturations(ledger));
  }

  Resident scratch(Operation operation, Tensors tensors) {
    if (operation instanceof DynamicMatmul matmul) {
      if (array.format() != NumberFormat.INT) {
        return floating(matmul, tensors);
      }
      DynamicProduct product = new DynamicProduct(matmul, array, resultBits(matmul), kernels);
      return (inputs, kept, random, ledger) ->
          product.run(inputs.get(0), inputs.get(1), kept, saturations(ledger));
    }
    Resident function =
        functions.prepare(operation, tensors).orElseGet(() -> float32.prepare(operation, tensors));
    return (inputs, kept, random, ledger) -> stored(function.run(inputs, kept, random, ledger));
  }

  private Resident floating(Operation operation, Tensors tensors) {
    return new FloatingProduct(operation, tensors, array.format(), resultBits(operation), float32);
  }

  /** Sums that an accumulator could not hold, as events of the multiply-accumulate units. */
  private static LongConsumer saturations(Ledger ledger) {
    return count -> ledger.histogram(Roles.MAC, "saturated sums", 0, count);
  }

  /** A result of the vector unit as memory holds it. */
  private Block stored(Block block) {
    if (vector.resultBits() == 16) {
      boolean bfloat = array.format() == NumberFormat.BF16;
      NumberFormat format = bfloat ? NumberFormat.BF16 : NumberFormat.FP16;
      for (int i = 0; i < block.data().length; i++) {
        block.data()[i] = format.round(block.data()[i]);
      }
    }
    return block.withBits(vector.resultBits());
  }
}
