package org.bitline.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.bitline.api.result.ReportWriter;
import org.bitline.api.result.Result;
import org.bitline.api.result.Result.Circumstances;
import org.osgi.service.component.annotations.Component;

/** {@code run.json}, format {@value #FORMAT}: when, where and how fast the result was made. */
@Component(service = ReportWriter.class)
public final class RunJsonWriter implements ReportWriter {

  static final String FORMAT = "bitline/run/1";

  private static final String FILE = "run.json";

  @Override
  public void write(Result result, Circumstances circumstances, Path folder) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    new CheckedObject(root, "").put("format", FORMAT).facts(circumstances.facts());
    ReportFiles.write(root, folder.resolve(FILE));
  }
}
