package org.bitline.device.dram.command;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a program took on one channel.
 *
 * @param cycles from the first cycle to the end of the last command
 * @param counts commands issued, those of the controller included
 * @param bankActivations banks opened: an all-bank activation counts each
 */
public record Outcome(long cycles, Map<Command, Long> counts, long bankActivations) {

  public Outcome {
    counts = Collections.unmodifiableMap(new EnumMap<>(counts));
  }

  /** How often a command was issued. */
  public long count(Command command) {
    return counts.getOrDefault(command, 0L);
  }
}
