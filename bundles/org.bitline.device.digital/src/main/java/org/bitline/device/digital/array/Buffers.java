package org.bitline.device.digital.array;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Buffers between an array and main memory, one per matrix. Half of each is at work, the other half
 * is being filled or emptied.
 *
 * @param bits of each whole buffer
 * @param streamed the matrices that come from main memory, or results that go there; the others are
 *     in the buffers before and after
 * @param operandBits of an element of A or B
 * @param sumBits of a partial sum
 * @param resultBits of a result
 * @param ports how streams share the bandwidth
 * @param bitsPerCycle of each port; may be infinite
 */
public record Buffers(
    Map<Operand, Double> bits,
    Set<Operand> streamed,
    int operandBits,
    int sumBits,
    int resultBits,
    Ports ports,
    double bitsPerCycle) {

  public Buffers {
    bits = Map.copyOf(bits);
    streamed = Set.copyOf(streamed);
  }

  double half(Operand operand) {
    return bits.get(operand) / 2;
  }

  boolean streams(Operand operand) {
    return streamed.contains(operand);
  }

  /** Bits of an element while folds use it: results of several folds are partial sums. */
  int width(Operand operand, Folds folds) {
    if (operand != Operand.C) {
      return operandBits;
    }
    return folds.along(Axis.K) > 1 ? sumBits : resultBits;
  }

  /** The same with some matrices in the buffers from the start. */
  Buffers holding(Set<Operand> whole) {
    EnumSet<Operand> rest = EnumSet.noneOf(Operand.class);
    streamed.stream().filter(operand -> !whole.contains(operand)).forEach(rest::add);
    return new Buffers(bits, rest, operandBits, sumBits, resultBits, ports, bitsPerCycle);
  }
}
