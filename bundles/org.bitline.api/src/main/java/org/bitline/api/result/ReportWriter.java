package org.bitline.api.result;

import java.nio.file.Path;
import java.util.List;

/** Writes a result in one form; one OSGi service per form. */
public interface ReportWriter {

  /** The files that it writes. */
  List<String> fileNames();

  /** Writes them into an existing folder. */
  void write(Result result, Result.Circumstances circumstances, Path folder);
}
