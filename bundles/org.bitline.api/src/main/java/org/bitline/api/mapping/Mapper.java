package org.bitline.api.mapping;

import java.util.List;
import java.util.Map;
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
   * may place these too, else they run on {@link Plan#otherwise}.
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
   */
  record Problem(Workload workload, Map<String, Device> devices, Section section) {}

  /**
   * A mapping.
   *
   * @param placements one or more per operation
   * @param otherwise the device of added operations that are not placed
   */
  record Plan(List<Placement> placements, String otherwise) {}
}
