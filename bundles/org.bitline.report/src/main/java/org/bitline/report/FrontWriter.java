package org.bitline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bitline.api.result.ReportWriter;
import org.bitline.api.result.Result;
import org.bitline.api.result.Result.Circumstances;
import org.bitline.api.result.Result.FrontPoint;
import org.bitline.api.result.Result.Run;
import org.osgi.service.component.annotations.Component;

/**
 * Of each run that has a front: {@code RUN.front.csv}, a row per mapping (RFC 4180, LF, SI units),
 * and a picture of it, {@code RUN.front.svg}.
 */
@Component(service = ReportWriter.class)
public final class FrontWriter implements ReportWriter {

  @Override
  public void write(Result result, Circumstances circumstances, Path folder) {
    for (Run run : result.runs()) {
      if (!run.details().front().isEmpty()) {
        ReportFiles.write(csv(run), folder.resolve(run.name() + ".front.csv"));
        ReportFiles.write(FrontPicture.of(run), folder.resolve(run.name() + ".front.svg"));
      }
    }
  }

  private static String csv(Run run) {
    SortedSet<String> totals = new TreeSet<>();
    run.details().front().forEach(point -> totals.addAll(point.totals().keySet()));
    List<List<String>> rows = new ArrayList<>();
    for (FrontPoint point : run.details().front()) {
      List<String> row = new ArrayList<>(List.of(point.mapping()));
      for (String total : totals) {
        Double value = point.totals().get(total);
        row.add(value == null ? "" : NumberOutput.toString(value, true));
      }
      rows.add(row);
    }
    CsvSchema.Builder schema = CsvSchema.builder().addColumn("mapping");
    totals.forEach(total -> schema.addColumn(FrontPicture.header(total)));
    try {
      return new CsvMapper()
          .writerFor(List.class)
          .with(schema.build().withHeader())
          .writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rows could not be written as CSV", e);
    }
  }
}
