package org.bitline.api.workload;

import java.util.List;
import org.bitline.api.base.Section;

/**
 * A source of workloads; one OSGi service per kind.
 *
 * @param <P> its parameters: the members of the descriptor's {@code workload} beside {@code
 *     provider}
 */
public interface WorkloadProvider<P extends Record> {

  /** The name in {@code workload.provider}. */
  String id();

  Class<P> parameters();

  /**
   * Loads a workload.
   *
   * @param parameters bound and checked
   * @param section where they were written, for messages and relative paths
   * @throws org.bitline.api.base.InputProblem where the model is not there or is damaged
   */
  Workload load(P parameters, Section section);

  /** The models at hand. */
  List<ModelInfo> models();
}
