package org.bitline.device.digital.array;

import java.util.List;

/**
 * Nested loops over tiles of a product, and how often the tiles pass between two memories.
 *
 * <p>A memory that holds what the {@code held} innermost loops touch of an operand takes new tiles
 * when a loop beyond them moves on, except that loops directly around which do not index the
 * operand leave the tile as it is. Every other such loop makes the whole operand pass once more.
 * Counting as in analytical loop-nest models; checked against KULeuven-MICAS/zigzag 3d12a96e.
 *
 * @param loops innermost first
 */
public record LoopNest(List<Loop> loops) {

  /**
   * A loop.
   *
   * @param axis that it walks along
   * @param bound repetitions, at least 1
   */
  public record Loop(Axis axis, long bound) {}

  public LoopNest {
    loops = List.copyOf(loops);
  }

  /**
   * How often each element of an operand passes into (or, results, out of) a memory that holds what
   * the innermost loops touch.
   *
   * @param held number of innermost loops
   */
  public long sweeps(Operand operand, int held) {
    int at = held;
    while (at < loops.size() && idle(operand, loops.get(at))) {
      at++;
    }
    return steps(operand, at);
  }

  /**
   * The same for a memory that is read anew in every step, whether the tile moves on or not: what
   * processing elements take from the memory next to them.
   */
  public long steps(Operand operand, int held) {
    long sweeps = 1;
    for (Loop loop : loops.subList(held, loops.size())) {
      sweeps *= operand.uses(loop.axis()) ? 1 : loop.bound();
    }
    return sweeps;
  }

  /** A loop that does not change which tile of the operand is at work. */
  private static boolean idle(Operand operand, Loop loop) {
    return loop.bound() == 1 || !operand.uses(loop.axis());
  }

  /** All repetitions. */
  public long iterations() {
    return loops.stream().mapToLong(Loop::bound).reduce(1, Math::multiplyExact);
  }
}
