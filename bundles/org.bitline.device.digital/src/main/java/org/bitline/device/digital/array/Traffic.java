package org.bitline.device.digital.array;

import java.util.EnumMap;
import java.util.Map;

/**
 * Bits that a product moves between main memory and the buffers.
 *
 * @param read per matrix; of C the partial sums that come back
 * @param written results and partial sums
 */
public record Traffic(Map<Operand, Double> read, double written) {

  public Traffic {
    read = Map.copyOf(read);
  }

  public double read(Operand operand) {
    return read.get(operand);
  }

  public double reads() {
    return read(Operand.A) + read(Operand.B) + read(Operand.C);
  }

  public double total() {
    return reads() + written;
  }

  /** So many times this. */
  public Traffic times(int count) {
    EnumMap<Operand, Double> all = new EnumMap<>(Operand.class);
    read.forEach((operand, bits) -> all.put(operand, count * bits));
    return new Traffic(all, count * written);
  }
}
