package org.bitline.api.device;

import java.util.Set;

/**
 * How long an operation takes for one input, when nothing else is in its way.
 *
 * @param latencySeconds from the first input token to the last result
 * @param firstResultSeconds from the first input token to its result
 * @param intervalSeconds between two tokens once the pipeline is full
 * @param busy the device's own names of what is occupied meanwhile; two operations that share a
 *     name cannot run at the same time
 * @param critical what limits the time
 */
public record Timing(
    double latencySeconds,
    double firstResultSeconds,
    double intervalSeconds,
    Set<String> busy,
    String critical) {

  /** An operation that occupies one thing from start to end, without a pipeline. */
  public static Timing of(double latencySeconds, int tokens, String busy) {
    return new Timing(latencySeconds, latencySeconds, latencySeconds / tokens, Set.of(busy), busy);
  }
}
