package org.bitline.api.result;

import java.nio.file.Path;

/** Writes a result in one form; one OSGi service per form. */
public interface ReportWriter {

  /** Writes its files into an existing folder; none where it has nothing to say. */
  void write(Result result, Result.Circumstances circumstances, Path folder);
}
