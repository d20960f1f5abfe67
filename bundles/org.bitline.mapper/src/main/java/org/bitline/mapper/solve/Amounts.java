package org.bitline.mapper.solve;

import java.util.Arrays;
import java.util.List;

/** Lists of whole amounts. */
final class Amounts {

  private Amounts() {}

  static List<Long> list(long... amounts) {
    return Arrays.stream(amounts).boxed().toList();
  }
}
