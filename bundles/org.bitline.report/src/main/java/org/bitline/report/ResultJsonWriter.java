package org.bitline.report;

import java.nio.file.Path;
import org.bitline.api.result.ReportWriter;
import org.bitline.api.result.Result;
import org.bitline.api.result.Result.Circumstances;
import org.osgi.service.component.annotations.Component;

/** {@code result.json}: all of the result and nothing that differs between two runs of it. */
@Component(service = ReportWriter.class)
public final class ResultJsonWriter implements ReportWriter {

  static final String FILE = "result.json";

  @Override
  public void write(Result result, Circumstances circumstances, Path folder) {
    ReportFiles.write(ResultTree.of(result), folder.resolve(FILE));
  }
}
