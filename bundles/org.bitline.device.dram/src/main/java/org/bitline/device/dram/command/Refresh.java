package org.bitline.device.dram.command;

/**
 * When rows are refreshed. A refresh that is due closes the open rows it needs as soon as that is
 * legal, and goes before other commands.
 *
 * @param kind none, all banks at once, or bank after bank
 * @param first cycle at which the first is due
 * @param interval cycles between two
 * @param duration cycles for which a bank cannot be activated
 * @param blocks whether no row is opened while one is due; if not, as in PIMSimulator, a stream
 *     that always finds a row to open can put it off without end
 * @param idleRanks ranks that share the bus and are idle: each takes one command slot per interval
 */
public record Refresh(
    Kind kind, int first, int interval, int duration, boolean blocks, int idleRanks) {

  /** What a refresh blocks. */
  public enum Kind {
    NONE,
    ALL_BANK,
    PER_BANK
  }

  /** No refresh. */
  public static final Refresh OFF = new Refresh(Kind.NONE, 1, 1, 1, false, 0);

  public Refresh {
    if (first < 1 || interval < 1 || duration < 1 || idleRanks < 0 || idleRanks > 1) {
      throw new IllegalArgumentException(
          "a refresh has a first cycle, an interval and a duration of at least 1, and 0 or 1 idle"
              + " rank");
    }
    if (kind == Kind.ALL_BANK && duration >= interval) {
      throw new IllegalArgumentException(
          "a refresh takes "
              + duration
              + " cycles and is due every "
              + interval
              + "; no time is left between refreshes");
    }
  }

  /** All banks at once. */
  public static Refresh allBank(int interval, int duration) {
    return new Refresh(Kind.ALL_BANK, interval, interval, duration, false, 0);
  }

  /** The same, but no row is opened while one is due. */
  public Refresh blocking() {
    return new Refresh(kind, first, interval, duration, true, idleRanks);
  }

  boolean on() {
    return kind != Kind.NONE;
  }

  /** Refreshes due up to and including a cycle. */
  long due(long cycle) {
    return !on() || cycle < first ? 0 : (cycle - first) / interval + 1;
  }

  /** The first due cycle after a cycle. */
  long after(long cycle) {
    return first + due(cycle) * interval;
  }
}
