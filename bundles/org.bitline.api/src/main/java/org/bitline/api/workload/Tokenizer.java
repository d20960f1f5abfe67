package org.bitline.api.workload;

import java.util.List;

/** Turns text into token ids, with padding and truncation as the workload was told. */
public interface Tokenizer {

  /**
   * Encodes texts.
   *
   * @return one sequence per text, keyed by its place in the list
   */
  List<TokenSequence> encode(List<String> texts);
}
