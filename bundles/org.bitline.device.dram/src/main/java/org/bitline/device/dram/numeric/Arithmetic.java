package org.bitline.device.dram.numeric;

import org.bitline.api.device.Resident;
import org.bitline.api.device.Support;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;

/** What units of some number format make of operations. Residents write nothing down. */
public interface Arithmetic {

  /** Whether the operands fit the format. */
  Support supports(Operation operation);

  /** A product with a weight. */
  Resident place(StaticMatmul matmul, Tensors tensors);

  /** A product of two activations, or a sum. */
  Resident scratch(Operation operation);

  /** Bits of an element of a result. */
  int resultBits();
}
