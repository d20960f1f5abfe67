package org.bitline.device.digital.array;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitline.device.digital.array.LoopNest.Loop;

/**
 * What the buffers keep from one fold to a later one, and the traffic that follows.
 *
 * <p>A tile is kept until its next use iff the tiles of its matrix that are used in between fit
 * half of its buffer; that is what least-recently-used replacement does when tiles come round in
 * turn. Tiles of results hold partial sums while loops over K go on; those that are not kept go to
 * main memory and come back.
 */
final class Reuse {

  private final Folds folds;
  private final Tiling tiling;
  private final Buffers buffers;
  private final LoopNest nest;
  private final Map<Operand, Integer> held = new EnumMap<>(Operand.class);

  Reuse(Folds folds, Tiling tiling, Buffers buffers) {
    this.folds = folds;
    this.tiling = tiling;
    this.buffers = buffers;
    List<Axis> order = tiling.order();
    this.nest = new LoopNest(List.of(loop(order.get(2)), loop(order.get(1)), loop(order.get(0))));
    for (Operand operand : Operand.values()) {
      held.put(operand, held(operand));
    }
  }

  private Loop loop(Axis axis) {
    return new Loop(axis, folds.along(axis));
  }

  /** Whether half the buffer holds a tile of the matrix. */
  boolean fits(Operand operand) {
    return working(operand, 0) <= buffers.half(operand);
  }

  /** Bits of the tiles that the innermost loops touch, whole tiles. */
  double working(Operand operand, int innermost) {
    double bits = buffers.width(operand, folds);
    for (Axis axis : Axis.values()) {
      if (operand.uses(axis)) {
        boolean inside = tiling.order().indexOf(axis) >= 3 - innermost;
        bits *= inside ? folds.gemm().extent(axis) : folds.length(axis, 0);
      }
    }
    return bits;
  }

  private int held(Operand operand) {
    int loops = 0;
    while (loops < 3 && working(operand, loops + 1) <= buffers.half(operand)) {
      loops++;
    }
    return loops;
  }

  /** Whether a tile stays until all its uses are over. */
  boolean kept(Operand operand) {
    return sweeps(operand) == 1;
  }

  /** Streamed operands that half their buffer holds as a whole. */
  Set<Operand> whole() {
    EnumSet<Operand> whole = EnumSet.noneOf(Operand.class);
    for (Operand operand : List.of(Operand.A, Operand.B)) {
      if (buffers.streams(operand) && held.get(operand) == 3) {
        whole.add(operand);
      }
    }
    return whole;
  }

  /** How often every tile of the matrix is loaded, or of results left. */
  long sweeps(Operand operand) {
    return nest.sweeps(operand, held.get(operand));
  }

  /** Of one product. */
  Traffic traffic() {
    Gemm one = folds.gemm().one();
    Map<Operand, Double> read = new EnumMap<>(Operand.class);
    for (Operand operand : List.of(Operand.A, Operand.B)) {
      double bits = one.elements(operand) * buffers.operandBits();
      read.put(operand, buffers.streams(operand) ? sweeps(operand) * bits : 0.0);
    }
    double spilled = (sweeps(Operand.C) - 1) * one.elements(Operand.C) * buffers.sumBits();
    read.put(Operand.C, spilled);
    boolean out = buffers.streams(Operand.C);
    return new Traffic(read, spilled + (out ? one.elements(Operand.C) * buffers.resultBits() : 0));
  }
}
