package org.bitline.engine.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Says which names are known, and which was probably meant. */
public final class Names {

  private Names() {}

  /** "; did you mean …? Known …: a, b, c", ready to follow "unknown key x". */
  public static String hint(String found, Collection<String> known, String what) {
    List<String> sorted = known.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return "; no " + what + " are installed";
    }
    String all = "known: " + String.join(", ", sorted);
    return sorted.stream()
        .min(Comparator.comparingInt(name -> distance(found, name)))
        .filter(name -> distance(found, name) <= Math.max(2, found.length() / 2))
        .map(name -> "; did you mean \"" + name + "\"? (" + what + " " + all + ")")
        .orElse("; " + what + " " + all);
  }

  private static int distance(String a, String b) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(a.toLowerCase(java.util.Locale.ROOT), b.toLowerCase(java.util.Locale.ROOT));
  }
}
