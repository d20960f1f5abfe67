package org.bitline.mapper.solve;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Operations to be assigned to devices, as plain numbers.
 *
 * <p>An assignment takes one choice of every operation. Where a result is read on a device that
 * does not have it, it moves there from the device that made it, once for all readers there. A
 * layer starts when all earlier layers have ended; in it, moves and operations are scheduled in the
 * order of the list, a move just before the first operation that needs it, each as early as what it
 * waits for and what it occupies allow (Graham's list scheduling, 1966, without filling of gaps).
 *
 * @param devices at most {@value #MOST_DEVICES}
 * @param resources names of what operations and moves occupy in time: device parts and links
 * @param operations in an order in which they can run, layers not descending
 */
public record Instance(List<Device> devices, List<String> resources, List<Operation> operations) {

  /** Sets of devices are bits of an int. */
  public static final int MOST_DEVICES = 16;

  public Instance {
    devices = List.copyOf(devices);
    resources = List.copyOf(resources);
    operations = List.copyOf(operations);
    require(
        !devices.isEmpty() && devices.size() <= MOST_DEVICES,
        "an instance has 1 to %d devices, not %d".formatted(MOST_DEVICES, devices.size()));
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      require(
          i == 0 || operations.get(i - 1).layer() <= operation.layer(),
          operation.id() + " stands after an operation of a later layer");
      for (int input : operation.inputs()) {
        require(input >= 0 && input < i, operation.id() + " takes a result that comes later");
      }
      checkChoices(operation, devices, resources.size());
    }
  }

  /**
   * A device.
   *
   * @param holds names of its resources in space
   * @param capacity of each, {@link Long#MAX_VALUE} for no limit
   * @param provision what it takes to hold so much
   */
  public record Device(String name, List<String> holds, List<Long> capacity, Provision provision) {

    public Device {
      holds = List.copyOf(holds);
      capacity = List.copyOf(capacity);
      require(holds.size() == capacity.size(), name + " has a capacity for each resource");
    }
  }

  /** Area and leakage of a device by what it holds: steps, in whole tiles. */
  @FunctionalInterface
  public interface Provision {

    /**
     * A device that is used and holds so much. More of any resource never takes less.
     *
     * @param used amount of each resource
     */
    Holding of(List<Long> used);
  }

  /** A device as it stands. */
  public record Holding(double areaSquareMetres, double leakageWatts) {}

  /**
   * An operation.
   *
   * @param inputs indices of the operations whose results it reads
   * @param weight a number that operations with the same resident operand share: on one device it
   *     is held once; empty where it is nobody else's
   * @param choices where it can run: at least one, at most one per device
   * @param moves how its result gets from one device to another; none for a pair that no link joins
   */
  public record Operation(
      String id,
      int layer,
      List<Integer> inputs,
      OptionalInt weight,
      List<Choice> choices,
      List<Move> moves) {

    public Operation {
      inputs = List.copyOf(inputs);
      choices = List.copyOf(choices);
      moves = List.copyOf(moves);
    }

    /** The choice on a device. */
    public Optional<Choice> on(int device) {
      return choices.stream().filter(c -> c.device() == device).findFirst();
    }

    /** How the result gets from one device to another. */
    public Optional<Move> move(int from, int to) {
      return moves.stream().filter(m -> m.from() == from && m.to() == to).findFirst();
    }
  }

  /**
   * An operation on a device.
   *
   * @param device index
   * @param busy indices of the resources in time that it occupies from start to end
   * @param footprint what it holds of each of the device's resources
   * @param noise power that it adds
   */
  public record Choice(
      int device,
      double energyJoules,
      double latencySeconds,
      List<Integer> busy,
      List<Long> footprint,
      double noise) {

    public Choice {
      busy = List.copyOf(busy);
      footprint = List.copyOf(footprint);
    }
  }

  /**
   * A result on its way from one device to another.
   *
   * @param link index of the resource in time that it occupies
   */
  public record Move(int from, int to, int link, double energyJoules, double latencySeconds) {}

  private static void checkChoices(Operation operation, List<Device> devices, int resources) {
    require(!operation.choices().isEmpty(), operation.id() + " can run nowhere");
    Set<Integer> seen = new HashSet<>();
    for (Choice choice : operation.choices()) {
      require(
          choice.device() >= 0 && choice.device() < devices.size() && seen.add(choice.device()),
          operation.id() + " has one choice per device");
      require(
          choice.footprint().size() == devices.get(choice.device()).holds().size()
              && choice.footprint().stream().allMatch(amount -> amount >= 0),
          operation.id() + " takes an amount of at least 0 of each resource of its device");
      require(
          amount(choice.energyJoules())
              && amount(choice.latencySeconds())
              && amount(choice.noise()),
          operation.id() + " costs finite numbers of at least 0");
      require(
          choice.busy().stream().allMatch(r -> r >= 0 && r < resources),
          operation.id() + " occupies a resource that there is not");
    }
    for (Move move : operation.moves()) {
      require(
          amount(move.energyJoules()) && amount(move.latencySeconds()),
          "moving " + operation.id() + " costs finite numbers of at least 0");
      require(
          move.from() != move.to() && move.link() >= 0 && move.link() < resources,
          "the result of " + operation.id() + " moves over a link between two devices");
    }
  }

  private static boolean amount(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
