package org.bitline.device.digital.array;

/**
 * A product cut into folds: pieces of rows × columns of the array, each with a stream of steps.
 *
 * <p>One fold takes its stream plus R + C − 2 cycles: operands enter skewed, one more cycle per row
 * and column. Weight and input stationary folds first load the stationary operand, one row a cycle:
 * R more. Folds at the edge cost as much as the others. Equal to the compute cycles, SRAM reads and
 * least result writes of scalesim-project/SCALE-Sim 1d62b68a, which reports one cycle less.
 *
 * <p>Beyond SCALE-Sim: with {@link Geometry#overlapped} the first fold costs as much, each later
 * one max(stream, R) cycles, and skew is paid once; R, for a stationary operand (or the results of
 * an output stationary fold) moves through a column one row a cycle. And the stream may be cut into
 * tiles of {@code tile} steps, each a fold of its own.
 *
 * @param gemm what is multiplied
 * @param array where
 * @param tile steps of a fold, at most the length of the streaming axis
 */
public record Folds(Gemm gemm, Geometry array, int tile) {

  public Folds {
    int stream = gemm.extent(array.dataflow().stream());
    if (tile < 1 || tile > stream) {
      throw new IllegalArgumentException("a tile has 1 to " + stream + " steps, not " + tile);
    }
  }

  /** Folds that see the whole stream. */
  public static Folds of(Gemm gemm, Geometry array) {
    return new Folds(gemm, array, gemm.extent(array.dataflow().stream()));
  }

  /** Folds along an axis. */
  public int along(Axis axis) {
    return (int) Gemm.ceil(gemm.extent(axis), array.span(axis, tile));
  }

  /** Elements along an axis in fold number {@code index} of it. */
  int length(Axis axis, int index) {
    int span = array.span(axis, tile);
    return Math.min(span, gemm.extent(axis) - index * span);
  }

  /** Folds of one product. */
  public long perProduct() {
    return (long) along(Axis.M) * along(Axis.K) * along(Axis.N);
  }

  /** Folds of all products. */
  public long count() {
    return gemm.count() * perProduct();
  }

  /** Cycles that a fold occupies the array for, until the next may begin. */
  double cycles(int steps) {
    return array.overlapped() ? Math.max(steps, array.rows()) : steps + fixed();
  }

  /** Cycles of a fold beside its stream: loading, and the skew of rows and columns. */
  private int fixed() {
    int skew = array.rows() + array.columns() - 2;
    return array.dataflow() == Dataflow.OUTPUT_STATIONARY ? skew : array.rows() + skew;
  }

  /** Cycles of a product beside those that {@link #cycles(int)} gives each fold. */
  double outside() {
    if (!array.overlapped()) {
      return 0;
    }
    Axis stream = array.dataflow().stream();
    // Weights of the next fold come under this one, results of this one leave under the next: the
    // last fold, or the first of an output stationary array, costs its stream, though it be short.
    boolean results = array.dataflow() == Dataflow.OUTPUT_STATIONARY;
    int alone = length(stream, results ? 0 : along(stream) - 1);
    return fixed() + alone - cycles(alone);
  }

  /** Cycles of all products, operands at hand. */
  public double cycles() {
    Axis stream = array.dataflow().stream();
    int tiles = along(stream);
    double sum = (tiles - 1) * cycles(length(stream, 0)) + cycles(length(stream, tiles - 1));
    return gemm.count() * (perProduct() / tiles * sum + outside());
  }

  /** How often the array takes each element of an operand from its buffer, or gives it back. */
  public long passes(Operand operand) {
    if (operand == array.dataflow().stationary()) {
      return operand == Operand.C ? along(Axis.K) : along(array.dataflow().stream());
    }
    return along(operand.free());
  }

  /** Elements read from buffers by the array, or for C written to them. */
  public double transfers(Operand operand) {
    return gemm.elements(operand) * passes(operand);
  }

  /** Share of the processing elements that have work, mean over the folds. */
  public double mappingEfficiency() {
    return filled(array.dataflow().rows()) * filled(array.dataflow().columns());
  }

  private double filled(Axis axis) {
    return (double) gemm.extent(axis) / ((double) along(axis) * array.span(axis, tile));
  }

  /** Multiply-accumulates per cycle and processing element. */
  public double utilisation() {
    return gemm.macs() / (cycles() * array.rows() * array.columns());
  }
}
