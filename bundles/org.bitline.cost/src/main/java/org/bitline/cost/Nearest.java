package org.bitline.cost;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Names that a mistyped one may have meant, for messages. */
final class Nearest {

  private static final int SHOWN = 3;

  private Nearest() {}

  /** The known names nearest to {@code name}, as a sentence. */
  static String sentence(String name, Collection<String> known) {
    if (known.isEmpty()) {
      return "There are none.";
    }
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    List<String> nearest =
        known.stream()
            .sorted(
                Comparator.comparing((String k) -> distance.apply(name, k))
                    .thenComparing(Comparator.naturalOrder()))
            .limit(SHOWN)
            .toList();
    return known.size() == nearest.size()
        ? "Known are " + String.join(", ", nearest) + "."
        : "The nearest known names are " + String.join(", ", nearest) + ".";
  }
}
