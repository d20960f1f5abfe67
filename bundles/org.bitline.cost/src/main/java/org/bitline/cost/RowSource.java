package org.bitline.cost;

import java.nio.file.Path;
import java.util.Map;

/** Where rows are kept. */
interface RowSource {

  /** For messages, e.g. "the distribution". */
  String label();

  /** Row name to its file. */
  Map<String, Path> rows();
}
