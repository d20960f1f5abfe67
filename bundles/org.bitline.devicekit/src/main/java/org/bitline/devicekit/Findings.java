package org.bitline.devicekit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what does not hold. */
final class Findings {

  private final Set<String> sentences = new LinkedHashSet<>();

  void check(boolean holds, Case test, String sentence) {
    check(holds, test.operation().id(), sentence);
  }

  void check(boolean holds, String subject, String sentence) {
    if (!holds) {
      sentences.add(subject + ": " + sentence + ".");
    }
  }

  List<String> all() {
    return new ArrayList<>(sentences);
  }
}
