package org.bitline.api.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.base.Section;
import org.bitline.api.device.Device;
import org.bitline.api.workload.Workload;

/**
 * Decides where operations run; one OSGi service per kind.
 *
 * @param <P> its parameters: the members of the descriptor's {@code mapping} beside {@code mapper}
 */
public interface Mapper<P extends Record> {

  /** The name in {@code mapping.mapper}. */
  String id();

  Class<P> parameters();

  /**
   * Places every operation, whole or as parts that cover its matrix once. Where parts must be put
   * together the engine adds {@code ID.reduce} (partial sums of rows, named {@code ID.reduce.N} per
   * column range where there are several) and {@code ID.gather} (columns side by side); a mapper
   * may place these too, else they run on {@link Plan#otherwise}. Where a device leaves {@link
   * Device#partialSums partial sums} of a product, a placement of {@code ID.sum} makes their
   * addition an operation of its own on the device that it names; without one the product's device
   * adds them.
   *
   * @throws org.bitline.api.base.InputProblem where the parameters do not fit the problem
   */
  Plan map(P parameters, Problem problem);

  /**
   * What is to be mapped.
   *
   * @param workload operations after all transforms
   * @param devices by name, in the descriptor's order
   * @param section the mapper's parameters as written, for messages and relative paths
   * @param goal the descriptor's objectives and budgets
   * @param estimator costs of operations on devices
   * @param accuracy noise of operations on devices, measured when first asked; empty where the
   *     experiment has no inputs
   */
  record Problem(
      Workload workload,
      Map<String, Device> devices,
      Section section,
      Goal goal,
      Estimator estimator,
      Optional<Accuracy> accuracy) {}

  /**
   * A mapping.
   *
   * @param placements one or more per operation
   * @param otherwise the device of added operations that are not placed
   * @param facts what is known about it, for result.json: cost, lower bound, gap, binding budgets;
   *     texts, finite numbers, lists and maps of these
   * @param notes sentences a reader must know
   * @param front all best mappings for two objectives, in order of the first; empty without a front
   */
  record Plan(
      List<Placement> placements,
      String otherwise,
      SortedMap<String, Object> facts,
      List<String> notes,
      List<Point> front) {

    /** A mapping of which nothing more is known. */
    public Plan(List<Placement> placements, String otherwise) {
      this(placements, otherwise, new TreeMap<>(), List.of(), List.of());
    }
  }

  /**
   * A best mapping of a front.
   *
   * @param totals objective or budget in lower case ({@code energy}, {@code latency}, {@code area},
   *     {@code interval}, {@code noise}) to its value in SI
   * @param placements as in a plan
   */
  record Point(SortedMap<String, Double> totals, List<Placement> placements) {}
}
