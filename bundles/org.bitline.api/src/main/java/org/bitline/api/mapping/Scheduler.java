package org.bitline.api.mapping;

import java.util.List;
import java.util.Map;
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
   * @param seconds how long, when it has all tokens from the start
   * @param after ids of earlier jobs in the list whose results it needs
   * @param pace how it goes token by token
   * @param ahead of which of {@code after} a token needs more than the tokens up to its own: so
   *     many tokens beyond it, {@link #ALL} for all
   */
  record Job(
      String id,
      int layer,
      Set<String> resources,
      double seconds,
      List<String> after,
      Pace pace,
      Map<String, Integer> ahead) {

    /** All tokens of the producer. */
    public static final int ALL = Integer.MAX_VALUE;

    /** A job that takes all tokens and gives all results at once. */
    public Job(String id, int layer, Set<String> resources, double seconds, List<String> after) {
      this(id, layer, resources, seconds, after, new Pace(1, seconds, seconds), Map.of());
    }
  }

  /**
   * A job, token by token.
   *
   * @param tokens rows of its result
   * @param firstSeconds from a token's start to its result
   * @param intervalSeconds from a token's start to when the next may start
   */
  record Pace(int tokens, double firstSeconds, double intervalSeconds) {}

  /** A job's place in time, in seconds from the start of the input. */
  record Slot(String id, double start, double end) {}

  /**
   * A schedule.
   *
   * @param slots in the jobs' order
   * @param latencySeconds of one input
   * @param intervalSeconds between two inputs in steady state
   * @param criticalPath stretches that follow one another from 0 to the latency; empty where the
   *     scheduler leaves it to the engine, which then finds it from the slots
   */
  record Schedule(
      List<Slot> slots, double latencySeconds, double intervalSeconds, List<Step> criticalPath) {

    /** A schedule whose critical path follows from its slots. */
    public Schedule(List<Slot> slots, double latencySeconds, double intervalSeconds) {
      this(slots, latencySeconds, intervalSeconds, List.of());
    }
  }

  /** What the next stretch of a critical path waits for. */
  enum Wait {
    /** The job's result. */
    RESULT,
    /** What the job occupies. */
    RESOURCE,
    /** That all jobs of the layer have ended. */
    BARRIER,
    /** Nothing that is known: no job is in the way. */
    NOTHING
  }

  /**
   * A stretch of a critical path, in seconds from the start of the input.
   *
   * @param id the job that the time passes in; empty where none runs
   * @param next why what comes next could not begin before its end; of the last one, {@link
   *     Wait#RESULT}
   */
  record Step(String id, double start, double end, Wait next) {

    public double seconds() {
      return end - start;
    }
  }
}
