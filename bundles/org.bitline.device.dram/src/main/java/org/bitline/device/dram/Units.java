package org.bitline.device.dram;

import java.util.Optional;
import org.bitline.device.dram.command.Machine;

/** How the PIM units of a device run products; one implementation per style. */
interface Units {

  /** The channel, or the part of it that one unit has, as programs see it. */
  Machine machine();

  /**
   * What products take.
   *
   * @param copies of the matrix that share the vectors
   */
  Work product(Gemm gemm, int copies);

  /** What the sum of two vectors takes; empty where the units cannot add. */
  Optional<Work> sum(long elements);

  /** Rows, of all banks together, that a matrix takes. */
  long rows(Gemm gemm);
}
