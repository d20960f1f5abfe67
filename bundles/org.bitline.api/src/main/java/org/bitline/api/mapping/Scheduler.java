package org.bitline.api.mapping;

import java.util.List;
import java.util.Set;

/**
 * Decides when jobs run; one OSGi service per kind.
 *
 * @param <P> its parameters: the members of the descriptor's {@code schedule} beside {@code
 *     scheduler}
 */
public interface Scheduler<P extends Record> {

  /** The name in {@code schedule.scheduler}. */
  String id();

  Class<P> parameters();

  /** Gives each job a start, so that no resource holds two jobs at once. */
  Schedule schedule(P parameters, List<Job> jobs);

  /**
   * An operation or a transfer.
   *
   * @param id unique
   * @param layer the operation's layer; a transfer has its consumer's
   * @param resources what it occupies, e.g. {@code npu/array}
   * @param seconds how long
   * @param after ids of earlier jobs in the list that must have ended
   */
  record Job(String id, int layer, Set<String> resources, double seconds, List<String> after) {}

  /** A job's place in time, in seconds from the start of the input. */
  record Slot(String id, double start, double end) {}

  /**
   * A schedule.
   *
   * @param slots in the jobs' order
   * @param latencySeconds of one input
   * @param intervalSeconds between two inputs in steady state
   */
  record Schedule(List<Slot> slots, double latencySeconds, double intervalSeconds) {}
}
