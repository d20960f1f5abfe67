package org.bitline.transform;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names with {@code *} for any text, the empty one included. */
final class Wildcard {

  private Wildcard() {}

  /** Whether a name is meant. */
  static Predicate<String> matcher(String pattern) {
    return Pattern.compile(
            Stream.of(pattern.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")))
        .asMatchPredicate();
  }
}
