package org.bitline.api.device;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;

/**
 * One device of a run. Immutable once made; every method may be called from several threads.
 *
 * <p>An operation may be a part of a matrix ({@link StaticMatmul#rows}, {@link
 * StaticMatmul#columns}): partitioning between devices is the mapper's, tiling inside the device is
 * the device's.
 */
public interface Device {

  /** Whether it can run the operation, and if not, the reason. */
  Support supports(Operation operation);

  /** What it has of each resource. */
  Footprint capacity();

  /** What the operation's resident operand takes; empty where nothing stays. */
  default Footprint footprint(Operation operation) {
    return Footprint.NONE;
  }

  /** How long the operation takes for one input. */
  Timing timing(Operation operation, Load load);

  /**
   * What else there is to know of one execution, for the reader of a result: where its cycles go,
   * what moves between which memories. No total hangs on it.
   *
   * @return name, with its unit at the end ({@code stall_cycles}, {@code dram_read_bits}), to a
   *     finite number
   */
  default SortedMap<String, Double> facts(Operation operation, Load load) {
    return Collections.emptySortedMap();
  }

  /**
   * Writes down the activity of one execution from shapes alone, with the densities that the device
   * assumes. {@link Resident#run} writes down the same actions with what really happened.
   */
  void account(Operation operation, Load load, Ledger ledger);

  /**
   * The time to load the operation's weights, in seconds; writes down the activity. A device whose
   * operands are not stored takes none.
   */
  default double loading(Operation operation, Ledger ledger) {
    return 0;
  }

  /**
   * Places a weight, or the part of it that the operation names.
   *
   * @param random keyed by seed, trial, device and weight identity; a device must draw by absolute
   *     row and column, so that parts of a matrix draw what the whole would
   */
  Resident place(StaticMatmul operation, Tensors tensors, RandomStream random);

  /** Makes an operation without a resident weight ready to run. */
  Resident scratch(Operation operation, Tensors tensors, RandomStream random);

  /** Whether residents of the operation want {@link Resident#calibrated}. */
  default boolean calibrates(Operation operation) {
    return false;
  }

  /** The price of each component. */
  CostTable costs();

  /**
   * How many of each component must be there to hold so much.
   *
   * @param used the sum of the footprints placed
   * @return component role of {@link #costs} to a count, not necessarily whole
   */
  Map<String, Double> provision(Footprint used);

  /** Bits per element of the operation's result where it is stored or moved. */
  default int resultBits(Operation operation) {
    return 32;
  }

  /**
   * Partial sums of each result that a product can leave instead of being finished by the device
   * itself, as units do that accumulate lane by lane; 1 where it leaves none.
   */
  default int partialSums(Operation product) {
    return 1;
  }

  /**
   * The same device, whose products with {@link #partialSums} above 1 leave these side by side: a
   * result block has that many times the operation's width, without scale and bias, and {@link
   * #resultBits} counts all sums of a result. An {@link Operation.LaneSum} that a mapping places
   * takes them; reading them out of the device is the transfer to where it is placed.
   */
  default Device leavingSums() {
    return this;
  }

  /**
   * Where the weights of a product lie; empty for a device without addresses.
   *
   * @param before what was placed on the device earlier, in order; a weight with copies stands
   *     there once for each
   */
  default Optional<WeightLayout> layout(StaticMatmul product, List<StaticMatmul> before) {
    return Optional.empty();
  }

  /** Whether two trials may differ. */
  default boolean random() {
    return false;
  }

  /** How often the most delicate cell can be written; empty where it does not wear out. */
  default OptionalDouble endurance() {
    return OptionalDouble.empty();
  }
}
