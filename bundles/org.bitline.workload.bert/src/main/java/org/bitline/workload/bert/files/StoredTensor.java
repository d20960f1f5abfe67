package org.bitline.workload.bert.files;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor as a file holds it: not yet converted.
 *
 * @param name the file's own name for it
 * @param shape its dimensions
 * @param numbers how its values are stored
 * @param data exactly its bytes
 * @param asApplied a matrix stands as the graph applies it, inputs × outputs, not as nn.Linear
 *     stores it
 */
record StoredTensor(
    String name, List<Long> shape, StoredNumbers numbers, ByteBuffer data, boolean asApplied) {

  /** Its values in the file's order. */
  float[] values() {
    long count = shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    return numbers.read(data, Math.toIntExact(count));
  }
}
