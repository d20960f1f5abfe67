package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The problem of dividing matrices over devices: every operation is given some cuts, and takes one.
 * Operations with one cut stay as they are. What the operations come to is the {@link Evaluation}
 * of the instance in which parts and gathers are operations of their own.
 *
 * @param cuts per operation of the instance, at least one
 * @param undivided per operation, the cut that it starts from
 */
public record Division(Instance instance, List<List<Cut>> cuts, List<Integer> undivided) {

  public Division {
    cuts = cuts.stream().map(List::copyOf).toList();
    undivided = List.copyOf(undivided);
    if (cuts.size() != instance.operations().size() || undivided.size() != cuts.size()) {
      throw new IllegalArgumentException("every operation has cuts, and one that it starts from");
    }
  }

  /**
   * An instance with parts, each operation of which has one choice.
   *
   * @param origins per operation, the index of the operation that it is or is a part of
   */
  public record Parts(Instance instance, List<Integer> origins) {

    /** The devices, in the operations' order. */
    public List<Integer> devices() {
      return instance.operations().stream().map(o -> o.choices().get(0).device()).toList();
    }

    /** Totals; empty where a device is too small or a link is missing. */
    public Optional<Totals> totals() {
      return Evaluation.of(instance, devices().stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /** Whether the operation can be cut at all. */
  boolean free(int operation) {
    return cuts.get(operation).size() > 1;
  }

  Cut cut(List<Integer> chosen, int operation) {
    return cuts.get(operation).get(chosen.get(operation));
  }

  /** The parts of a choice of cuts. */
  public Parts parts(List<Integer> chosen) {
    List<Instance.Operation> made = new ArrayList<>();
    List<Integer> origins = new ArrayList<>();
    List<Integer> results = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      Instance.Operation whole = instance.operations().get(i);
      Cut cut = cut(chosen, i);
      List<Integer> inputs = whole.inputs().stream().map(results::get).toList();
      if (cut.gather().isEmpty()) {
        made.add(operation(whole, whole.id(), inputs, cut.parts().get(0).choice(), cut.moves()));
      } else {
        List<Integer> parts = new ArrayList<>();
        for (Cut.Part part : cut.parts()) {
          String id = whole.id() + ".part." + parts.size();
          parts.add(made.size());
          made.add(operation(whole, id, inputs, part.choice(), part.move().stream().toList()));
          origins.add(i);
        }
        made.add(operation(whole, whole.id() + ".gather", parts, cut.gather().get(), cut.moves()));
      }
      origins.add(i);
      results.add(made.size() - 1);
    }
    return new Parts(
        new Instance(instance.devices(), instance.resources(), made), List.copyOf(origins));
  }

  private Instance.Operation operation(
      Instance.Operation whole,
      String id,
      List<Integer> inputs,
      Instance.Choice choice,
      List<Instance.Move> moves) {
    OptionalInt weight = id.equals(whole.id()) ? whole.weight() : OptionalInt.empty();
    return new Instance.Operation(id, whole.layer(), inputs, weight, List.of(choice), moves);
  }
}
