package org.bitline.device.digital;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.Device;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.device.Resident;
import org.bitline.api.device.Support;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Scales;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Pool;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.device.digital.ArrayWork.Task;
import org.bitline.device.digital.array.Gemm;
import org.bitline.device.digital.vector.VectorFunctions;
import org.bitline.numerics.Float32Operations;
import org.bitline.numerics.MatrixKernels;

/**
 * A systolic array for matrix products and a vector unit for all else, over SRAM and DRAM. There is
 * one array: copies of a weight do not make it faster.
 */
final class SystolicDevice implements Device {

  private static final String BYTES = "bytes";
  private static final String SRAM_BYTES = "SRAM bytes";

  private final SystolicParameters p;
  private final CostTable costs;
  private final MatrixKernels kernels;
  private final Float32Operations float32;
  private final ArrayWork array;
  private final VectorWork vector;
  private final VectorFunctions functions;

  /**
   * Makes a device.
   *
   * @throws org.bitline.api.base.InfeasibleProblem where a buffer holds no tile of the array
   */
  SystolicDevice(String name, SystolicParameters p, CostTable costs, MatrixKernels kernels) {
    this.p = p;
    this.costs = costs;
    this.kernels = kernels;
    this.float32 = new Float32Operations(kernels);
    this.array = new ArrayWork(name, p);
    this.vector = new VectorWork(p);
    this.functions = new VectorFunctions(p.vector().functions());
    array.check();
  }

  @Override
  public Support supports(Operation operation) {
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
    NumberFormat format = p.array().format();
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
    int own = p.array().operandBits();
    if (bits > own) {
      return Support.no(
          "its array multiplies operands of " + own + " bits, and quantise asks for " + bits);
    }
    long largest = p.array().largestCode();
    boolean saturates = p.array().accumulatorBits() < SystolicParameters.ACCUMULATOR_BITS;
    return saturates || terms * largest * largest <= Integer.MAX_VALUE
        ? Support.yes()
        : Support.no("a sum of " + terms + " products overflows its 32-bit accumulators");
  }

  @Override
  public Footprint capacity() {
    Footprint dram = Footprint.of(BYTES, (long) p.memory().dram());
    return p.memory().weightsResident()
        ? dram.plus(Footprint.of(SRAM_BYTES, (long) p.memory().weightSram()))
        : dram;
  }

  @Override
  public Footprint footprint(Operation operation) {
    if (!(operation instanceof StaticMatmul matmul)) {
      return Footprint.NONE;
    }
    long bytes = Gemm.ceil((long) weightBits(matmul), 8);
    Footprint dram = Footprint.of(BYTES, bytes);
    return p.memory().weightsResident() ? dram.plus(Footprint.of(SRAM_BYTES, bytes)) : dram;
  }

  private double weightBits(StaticMatmul matmul) {
    return (double) matmul.rows().size() * matmul.columns().size() * p.array().elementBits();
  }

  @Override
  public Timing timing(Operation operation, Load load) {
    int tokens = load.tokens();
    return task(operation, tokens, tokens)
        .map(task -> array.timing(task, tokens))
        .orElseGet(() -> vector.timing(operation, tokens));
  }

  @Override
  public void account(Operation operation, Load load, Ledger ledger) {
    count(operation, load.tokens(), operation.rows(load.tokens()), ledger);
  }

  private void count(Operation operation, int tokens, int kept, Ledger ledger) {
    if (kept == 0) {
      return;
    }
    task(operation, tokens, kept)
        .ifPresentOrElse(
            task -> array.count(task, ledger), () -> vector.count(operation, tokens, kept, ledger));
  }

  /** The operation as a product for the array, if it is one. */
  private Optional<Task> task(Operation operation, int tokens, int kept) {
    boolean weights = operation instanceof StaticMatmul;
    return ArrayWork.gemm(operation, tokens)
        .map(
            whole ->
                new Task(
                    new Gemm(kept, whole.k(), whole.n(), whole.count()),
                    whole,
                    weights,
                    resultBits(operation)));
  }

  @Override
  public double loading(Operation operation, Ledger ledger) {
    if (!(operation instanceof StaticMatmul matmul)) {
      return 0;
    }
    double bits = weightBits(matmul);
    ledger.add(Roles.DRAM, "write", bits);
    if (!p.memory().weightsResident()) {
      return bits / p.memory().bandwidth();
    }
    ledger.add(Roles.DRAM, "read", bits);
    ledger.add(Roles.SRAM, "write", bits);
    return 2 * bits / p.memory().bandwidth();
  }

  @Override
  public Resident place(StaticMatmul matmul, Tensors tensors, RandomStream random) {
    if (p.array().format() != NumberFormat.INT) {
      return floating(matmul, tensors);
    }
    StaticProduct product =
        new StaticProduct(matmul, tensors, p.array(), resultBits(matmul), kernels);
    return (inputs, kept, stream, ledger) -> {
      charge(matmul, inputs.get(0).segments(), kept, ledger);
      return product.run(inputs.get(0), kept, saturations(ledger));
    };
  }

  @Override
  public Resident scratch(Operation operation, Tensors tensors, RandomStream random) {
    if (operation instanceof DynamicMatmul matmul) {
      if (p.array().format() != NumberFormat.INT) {
        return floating(matmul, tensors);
      }
      DynamicProduct product = new DynamicProduct(matmul, p.array(), resultBits(matmul), kernels);
      return (inputs, kept, stream, ledger) -> {
        charge(matmul, inputs.get(0).segments(), kept, ledger);
        return product.run(inputs.get(0), inputs.get(1), kept, saturations(ledger));
      };
    }
    Resident function =
        functions.prepare(operation, tensors).orElseGet(() -> float32.prepare(operation, tensors));
    return (inputs, kept, stream, ledger) -> {
      charge(operation, inputs.get(0).segments(), kept, ledger);
      return stored(function.run(inputs, kept, stream, ledger));
    };
  }

  /** Sums that an accumulator could not hold, as events of the multiply-accumulate units. */
  private static LongConsumer saturations(Ledger ledger) {
    return count -> ledger.histogram(Roles.MAC, "saturated sums", 0, count);
  }

  private Resident floating(Operation operation, Tensors tensors) {
    Resident product =
        new FloatingProduct(operation, tensors, p.array().format(), resultBits(operation), float32);
    return (inputs, kept, stream, ledger) -> {
      charge(operation, inputs.get(0).segments(), kept, ledger);
      return product.run(inputs, kept, stream, ledger);
    };
  }

  /** A result of the vector unit as memory holds it. */
  private Block stored(Block block) {
    if (p.vector().resultBits() == 16) {
      boolean bfloat = p.array().format() == NumberFormat.BF16;
      NumberFormat format = bfloat ? NumberFormat.BF16 : NumberFormat.FP16;
      for (int i = 0; i < block.data().length; i++) {
        block.data()[i] = format.round(block.data()[i]);
      }
    }
    return block.withBits(p.vector().resultBits());
  }

  private void charge(Operation operation, Segments segments, Selection kept, Ledger ledger) {
    for (int s = 0; s < segments.count(); s++) {
      int rows =
          operation instanceof Pool ? (kept.keeps(s) ? 1 : 0) : Rows.kept(segments, s, kept).length;
      count(operation, segments.length(s), rows, ledger);
    }
  }

  @Override
  public CostTable costs() {
    return costs;
  }

  @Override
  public Map<String, Double> provision(Footprint used) {
    SystolicParameters.Memory memory = p.memory();
    double elements = (double) p.array().rows() * p.array().columns();
    double registerBits = registerBits();
    Map<String, Double> counts = new LinkedHashMap<>();
    counts.put(Roles.MAC, elements);
    counts.put(Roles.REGISTER, elements * registerBits);
    counts.put(Roles.QUANTISER, (double) p.array().rows() + p.array().columns());
    counts.put(
        Roles.SRAM,
        Math.ceil(memory.weightSram() / memory.sramBank())
            + Math.ceil(memory.activationSram() / memory.sramBank())
            + Math.ceil(memory.resultSram() / memory.sramBank()));
    counts.put(Roles.VECTOR, (double) p.vector().lanes());
    counts.put(Roles.DRAM, 1.0);
    return counts;
  }

  /** Registers of a processing element: two operands, a sum, and the second ones of overlap. */
  private double registerBits() {
    SystolicParameters.Array array = p.array();
    double shadow = array.weightPreload() ? array.elementBits() : 0;
    shadow += array.shadowAccumulators() ? array.sumBits() : 0;
    return 2.0 * array.elementBits() + array.sumBits() + shadow;
  }

  /** Partial sums of rows keep their accumulators: they are no results yet. */
  @Override
  public int resultBits(Operation operation) {
    if (operation instanceof StaticMatmul matmul) {
      boolean partial = matmul.rows().size() < matmul.weight().rows();
      return partial ? SystolicParameters.ACCUMULATOR_BITS : p.array().outputBits();
    }
    return operation instanceof DynamicMatmul ? p.array().outputBits() : p.vector().resultBits();
  }
}
