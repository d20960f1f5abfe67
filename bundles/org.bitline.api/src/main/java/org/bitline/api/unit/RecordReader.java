package org.bitline.api.unit;

import java.nio.file.Path;
import org.bitline.api.base.Section;

/**
 * Reads JSON into records whose components carry {@link Param}. Every refusal is an {@code
 * InputProblem} that names the file, the JSON pointer, what was found and what is allowed.
 */
public interface RecordReader {

  /** Reads a whole file whose {@code format} member must be {@code format}. */
  <T extends Record> T read(Path file, String format, Class<T> type);

  /** Binds an object that was read already. */
  <T extends Record> T bind(Section section, Class<T> type);

  /** A JSON Schema (draft 2020-12) of what {@link #bind} accepts for this type. */
  String schema(Class<? extends Record> type, String title);
}
