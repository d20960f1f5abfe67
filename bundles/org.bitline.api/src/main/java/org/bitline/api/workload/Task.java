package org.bitline.api.workload;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.Section;

/**
 * What the outputs are for; one OSGi service per kind.
 *
 * @param <P> its parameters: the members of the descriptor's {@code inputs} beside {@code task}
 */
public interface Task<P extends Record> {

  /** The name in {@code inputs.task}. */
  String id();

  Class<P> parameters();

  /** The names of the metrics that {@link Instance#score} gives. */
  List<String> metrics();

  /**
   * Reads the data set.
   *
   * @throws org.bitline.api.base.InputProblem where it is missing or malformed
   */
  Instance open(P parameters, Section section, Workload workload);

  /** A task with its data. Safe to use from several threads. */
  interface Instance {

    /** The inputs, with distinct keys. */
    List<TokenSequence> inputs();

    /** The data file and others that the result depends on, for its provenance. */
    List<Path> sources();

    /**
     * Scores outputs.
     *
     * @param outputs the workload's output rows, one per input, in order
     * @return metric name to a finite value
     */
    Map<String, Double> score(List<float[]> outputs);

    /** Files to be written beside the result; empty for most tasks. */
    default List<Artifact> artifacts(String run, List<float[]> outputs) {
      return List.of();
    }
  }

  /**
   * A file that a task makes.
   *
   * @param fileName without a folder
   */
  record Artifact(String fileName, byte[] content) {}
}
