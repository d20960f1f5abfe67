package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What later operations must know of earlier ones, at every place of the list: where each result
 * that is still to be read was made and where it has been moved to, and which devices hold a weight
 * that is still to be used. All else of the past is in the sums.
 *
 * <p>Items are the results (by operation), then the shared weights. An item's code is the device
 * that made it times 2^{@value #DEVICE_SHIFT} plus the set of devices that have it.
 */
final class Live {

  static final int DEVICE_SHIFT = 16;

  private final int operations;
  private final Map<Integer, Integer> weights = new HashMap<>();
  private final List<Integer> firstUse = new ArrayList<>();
  private final List<Integer> lastUse = new ArrayList<>();

  Live(Instance instance) {
    this.operations = instance.operations().size();
    for (int i = 0; i < operations; i++) {
      firstUse.add(i);
      lastUse.add(i);
    }
    for (int i = 0; i < operations; i++) {
      int reader = i;
      Instance.Operation operation = instance.operations().get(i);
      operation.inputs().forEach(input -> lastUse.set(input, reader));
      operation.weight().ifPresent(w -> use(w, reader));
    }
  }

  private void use(int weight, int operation) {
    Integer item = weights.get(weight);
    if (item == null) {
      weights.put(weight, firstUse.size());
      firstUse.add(operation);
      lastUse.add(operation);
    } else {
      lastUse.set(item, operation);
    }
  }

  int count() {
    return firstUse.size();
  }

  /** The item of a weight. */
  int item(int weight) {
    return weights.get(weight);
  }

  /** The last operation that reads a result or uses a weight. */
  int lastUse(int item) {
    return lastUse.get(item);
  }

  /** The operation that makes a result, or the first that uses a weight. */
  int firstUse(int item) {
    return firstUse.get(item);
  }

  boolean isResult(int item) {
    return item < operations;
  }

  /** The items that are known before operation {@code place} and needed by it or later ones. */
  int[] before(int place) {
    List<Integer> live = new ArrayList<>();
    for (int item = 0; item < count(); item++) {
      if (firstUse.get(item) < place && lastUse.get(item) >= place) {
        live.add(item);
      }
    }
    return live.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The code of a result. */
  static int code(int origin, int copies) {
    return origin << DEVICE_SHIFT | copies;
  }

  static int origin(int code) {
    return code >>> DEVICE_SHIFT;
  }

  static boolean has(int code, int device) {
    return (code >> device & 1) != 0;
  }
}
